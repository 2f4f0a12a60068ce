"""Sentences without parameters are written into the compiled template: a page of tables asks for hundreds of them."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

from app.i18n import _


class _Folded(NodeTransformer):
    """Puts the sentence where `_('…')` stood; what has parameters stays a call."""

    def visit_Call(self, node: nodes.Call, *given: Any, **named: Any) -> nodes.Node:  # noqa: N802
        """The constant for a call of `_` on one literal, else the call with its arguments folded."""
        self.generic_visit(node, *given, **named)
        is_plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs) and len(node.args) == 1
        match node.node, node.args:
            case nodes.Name(name="_"), [nodes.Const(value=str(message))] if is_plain:
                return nodes.Const(_(message), lineno=node.lineno)
        return node


class FoldingGenerator(CodeGenerator):
    """Jinja's own compiler on the folded tree; the one language of a process is known when it compiles."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Fold, then compile."""
        super().visit_Template(_Folded().visit(node), frame)
