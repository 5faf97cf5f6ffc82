"""What a machine without PostgreSQL and Redis needs: both embedded, and a supervisor; never in production."""
