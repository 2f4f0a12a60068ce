"""Pages: blueprints by feature, shared filters, error pages."""

from __future__ import annotations

from flask import Flask

from . import _errors, _filters, _page


def init_app(app: Flask) -> None:
    """Register every blueprint and what templates share."""
    from .account.routes import blueprint as account
    from .activity.routes import blueprint as activity
    from .admin.routes import blueprint as admin
    from .assets.routes import blueprint as assets
    from .auth.routes import blueprint as auth
    from .cases.kinds import KindConverter
    from .cases.preference_routes import blueprint as cases
    from .catalogue.routes import blueprint as catalogue
    from .drafts.routes import blueprint as drafts
    from .home.routes import blueprint as home
    from .jobs.routes import blueprint as jobs
    from .meetings.kind_routes import ScopeConverter
    from .meetings.routes import blueprint as meetings
    from .presentations.routes import blueprint as presentations
    from .sources.routes import blueprint as sources
    from .teaching.routes import blueprint as teaching
    from .trials.routes import blueprint as trials
    from .vocabularies.routes import blueprint as vocabularies

    app.url_map.converters["kind"] = KindConverter
    app.url_map.converters["scope"] = ScopeConverter
    _filters.init_app(app)
    _page.init_app(app)
    _errors.init_app(app)
    for blueprint in (
        account,
        activity,
        admin,
        assets,
        auth,
        cases,
        catalogue,
        drafts,
        home,
        jobs,
        meetings,
        presentations,
        sources,
        teaching,
        trials,
        vocabularies,
    ):
        app.register_blueprint(blueprint)
