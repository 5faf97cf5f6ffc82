"""Gives pytest a database: the one that DATABASE_URL names, or an embedded one for this run."""

import os
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from mijnzaken.lokaal.diensten import tijdelijke_diensten
from mijnzaken.lokaal.storing import Storing

_diensten = ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Before pytest-django reads the settings; the workers of xdist inherit what the first process sets."""
    os.environ.setdefault("SECRET_KEY", "alleen-voor-tests-en-verder-nergens-geldig")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    if not ("DATABASE_URL" in os.environ and "REDIS_URL" in os.environ):
        try:
            os.environ |= _diensten.enter_context(tijdelijke_diensten())
        except Storing as fout:
            raise pytest.UsageError(str(fout)) from None
    return (yield)


def pytest_unconfigure() -> None:
    _diensten.close()
