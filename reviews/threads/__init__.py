"""Threads on places of a text: raised, answered, resolved; beside the document; as the work of a return."""
