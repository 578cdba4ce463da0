"""操作日志 (GB/T 22239): who did what to what, when, from where, with which outcome.

    actions.py   the words: what is logged is named by the apps above, with one label a code
    log.py       record(...): the only writer; one locked row, one insert
    notes.py     what a view notes for the log about its request
    chain.py     what is hashed, and walking the chain
    triggers.py  what the database itself refuses, of every app: declared on a model, put up after every migration
    sealing.py   the one way past the log's own triggers
    archive.py   entries older than half a year leave for a file, and an anchor stays
    search.py, export.py, views.py  the auditor's page

The ground of the house: it knows a user by AUTH_USER_MODEL, and of all else what is handed in. What of a request is
logged is told by its address (config/audit/, one table, one middleware); what happens in a transaction is told by the
deed itself with record().
"""
