"""What of a request and of the configuration pages goes into the log (audit/).

requests.py       the table of addresses: what of a request is logged; judged by visits.py, called by the middleware
configuration.py  the configuration pages write what was changed, in the transaction of the change
"""
