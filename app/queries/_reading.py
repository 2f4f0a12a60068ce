"""Reading: every public query ends its own read transaction, so that a later write may open one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import OperationalError

from app.database import is_unavailable
from app.errors import Unavailable
from app.extensions import db

P = ParamSpec("P")
R = TypeVar("R")


def reading(query: Callable[P, R]) -> Callable[P, R]:
    """Run a query that returns plain values or whole rows, then close the transaction it opened.

    Inside a unit of work the query joins it and closes nothing.
    """

    @wraps(query)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if db.session().in_transaction():
            return query(*args, **kwargs)
        try:
            return query(*args, **kwargs)
        except OperationalError as error:
            if is_unavailable(error):
                raise Unavailable(str(error.orig)) from error
            raise
        finally:
            db.session.expunge_all()
            db.session.rollback()

    return run
