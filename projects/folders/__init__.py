"""A folder of earlier texts: many files at once, read by a job, looked at, assigned to departments, stored by a job.

taking_in.py   an upload becomes a job with its files        reading.py   the job that reads them
assigning.py   whose text a file is                          storing.py   what was confirmed becomes texts
"""
