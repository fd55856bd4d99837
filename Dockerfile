# The site as one image: web, worker and every command are started from it (see docker-compose.yml).
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --require-hashes --no-deps --requirement requirements.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DEBUG=false \
    DATA_DIR=/srv/data \
    ORIGINALS_DIR=/srv/originals \
    STATIC_ROOT=/srv/static
# Reads pages that are pictures; without it scans wait ("venter på OCR").
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-dan \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin archive \
    && install --directory --owner archive --group archive /srv/data /srv/originals
COPY --from=build /venv /venv
WORKDIR /srv/site
COPY manage.py ./
COPY archive archive
COPY meetings meetings
COPY templates templates
COPY static static
COPY LICENSE NOTICE ./
# Needs settings but neither secrets nor a database; compiling now, since the file system is read-only later.
RUN SECRET_KEY=only-to-collect ALLOWED_HOSTS=localhost DATABASE_URL=postgres:///none \
    python manage.py collectstatic --no-input \
    && python -m compileall -q archive meetings
USER archive
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s CMD ["python", "-m", "archive.health"]
# Workers: WEB_CONCURRENCY, which gunicorn reads itself. Its heartbeat file belongs in memory.
CMD ["gunicorn", "archive.wsgi", "--bind", "0.0.0.0:8000", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--max-requests", "5000", "--max-requests-jitter", "500"]
