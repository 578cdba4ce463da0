"""操作日志 (GB/T 22239): who did what to what, when, from where, with which outcome.

    actions.py        the words: one code and one label an action
    log.py            record(...): the only writer; one locked row, one insert
    chain.py          what is hashed, and walking the chain
    sealing.py        the triggers by which the database refuses changes, on PostgreSQL and SQLite
    requests.py       the table of addresses: what of a request is logged; judged by visits.py, called by the middleware
    configuration.py  the configuration pages write what was changed, in the transaction of the change
    archive.py        entries older than half a year leave for a file, and an anchor stays
    search.py, export.py, views.py  the auditor's page

What happens in a request is told by its address (one table, one middleware); what happens in a transaction is told by
the deed itself with record(). Below this app nobody knows of it: a view that has something to add says it with
departments.telling.tell().
"""
