"""What is offered while an indicator is typed."""
