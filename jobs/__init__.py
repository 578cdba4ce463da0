"""Work beside the site: a row is held by one worker, what it makes is made once.

    leasing.py   a row held by one worker for a while (claim, heartbeat, token)
    whole_file.py  a file that is there whole or not at all
    queue.py     background jobs: begun by a page, cancelled, removed after a week
    worker.py    the worker's half: the next job, run to its end
    printing.py  official PDFs, made once a content
    kinds.py     what people call the kinds of jobs
    management/looping.py  what our processes beside the site have in common

The ground of the house: it knows a user by AUTH_USER_MODEL. Which function works a kind of job, what else goes with a
job and who is told of its end is handed in from above (reviews/background/runs.py).
"""
