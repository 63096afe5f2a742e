"""What takes longer than a page may: done by a worker (manage.py db_worker) where one is seen, else by a process that
is started for it. What there is to do stands in the records; what is here only nudges.
"""
