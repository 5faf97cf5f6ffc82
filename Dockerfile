FROM python:3.11-slim AS bouw
WORKDIR /app
COPY requirements/basis.txt requirements/
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/basis.txt

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/app/static
WORKDIR /app
RUN useradd --system --uid 10001 --home-dir /app mijnzaken
COPY --from=bouw /venv /venv
COPY . .
RUN SECRET_KEY=alleen-tijdens-de-bouw python manage.py collectstatic --no-input
USER mijnzaken
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", \
     "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "20", "mijnzaken.wsgi:application"]
