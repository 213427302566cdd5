"""How gunicorn, started in this folder, serves CareLog; its command line stands over it."""

worker_class = "carelog.server.Worker"
workers, threads = 2, 4
timeout = 30
# It would be one more way in, made in the home folder of whoever starts it.
control_socket_disable = True
