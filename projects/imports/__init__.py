"""A file on its way in: read in a child process, looked at, then stored as a draft or dropped."""
