"""What every table shares: naming convention, types, the version column."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from enum import Enum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from app.domain.partial_date import PartialDate
from app.exchange import codec

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; a naive one is refused."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Aware in, naive UTC stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Stored UTC out, aware."""
        return value.replace(tzinfo=UTC) if value else None


class PartialDateType(TypeDecorator[PartialDate]):
    """A partial date as `2025`, `2025-03` or `2025-03-14`, which sorts as text."""

    impl = sa.String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: sa.Dialect) -> str | None:
        """Date in, text stored."""
        return value.iso if value else None

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> PartialDate | None:
        """Text out, date."""
        return PartialDate.parse(value) if value else None


class Choices(TypeDecorator[list[Any]]):
    """Several codes of one closed list, stored as JSON."""

    impl = sa.JSON
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: list[Any] | None, dialect: sa.Dialect) -> list[str] | None:
        """Members in, codes stored."""
        return None if value is None else [str(member.value) for member in value]

    def process_result_value(self, value: list[str] | None, dialect: sa.Dialect) -> list[Any]:
        """Codes out, members."""
        return [self.kind(code) for code in value or ()]


class Parts(TypeDecorator[list[Any]]):
    """Several frozen dataclasses of one kind that live and die with their row, stored as JSON."""

    impl = sa.JSON
    cache_ok = True

    def __init__(self, kind: type[Any]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: list[Any] | None, dialect: sa.Dialect) -> Any:
        """Dataclasses in, plain values stored."""
        return None if value is None else codec.to_plain(value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> list[Any]:
        """Plain values out, dataclasses."""
        return [codec.from_plain(each, self.kind) for each in value or ()]


class Part(TypeDecorator[Any]):
    """One frozen dataclass that lives and dies with its row, stored as JSON; None stays null."""

    impl = sa.JSON
    cache_ok = True

    def __init__(self, kind: type[Any]) -> None:
        super().__init__(none_as_null=True)
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        """Dataclass in, plain values stored."""
        return None if value is None else codec.to_plain(value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        """Plain values out, dataclass."""
        return None if value is None else codec.from_plain(value, self.kind)


def choice(kind: type[Enum], *, closed: bool = False) -> sa.Enum:
    """A code of `kind`; `closed` lists are also checked by the database."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=closed,
        length=32,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UTCDateTime(),
        PartialDate: PartialDateType(),
        uuid.UUID: sa.Uuid(),
        dict[str, Any]: sa.JSON(),
        list[str]: sa.JSON(),
        str: sa.Text(),
    }


class Identified:
    """A row named by a random UUID, which is safe in a URL but is no secret."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)


class Versioned(Identified):
    """A row people edit: its version travels with every form, and the last writer is named."""

    version: Mapped[int] = mapped_column(nullable=False)
    updated_at: Mapped[datetime]
    updated_by: Mapped[str] = mapped_column(default="")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        """SQLAlchemy refuses a stale update on this column."""
        return {"version_id_col": cls.version}


def reference(target: str, *, nullable: bool = False, index: bool = True) -> Any:
    """A foreign key that is indexed and never deletes anything by itself."""
    return mapped_column(sa.ForeignKey(target), nullable=nullable, index=index)
