"""The door for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
application = get_wsgi_application()

# An answer makes some ten thousand objects and hardly a circle among them: looking for circles after every 700, as
# Python does, costs a tenth of it.
gc.freeze()
gc.set_threshold(20_000, 20, 50)
