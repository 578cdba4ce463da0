"""批量任务: which function works a kind of job, and an account's own jobs as pages."""
