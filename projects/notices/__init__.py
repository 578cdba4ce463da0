"""What people are told: inbox, e-mail, digests, reminders."""
