"""Options that several commands share, written down once: a command takes them as keywords."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import Parameter, signature
from typing import Any, TypeVar

Command = TypeVar("Command", bound=Callable[..., None])


def taking(*groups: Mapping[str, Any], **defaults: Any) -> Callable[[Command], Command]:
    """Give a command the options of these groups, after its own and in place of its `**keywords`.

    A group has annotations by the names of parameters; what is not in `defaults` is None where it is not given.
    """

    def decorate(command: Command) -> Command:
        found = signature(command, eval_str=True)
        own = [parameter for parameter in found.parameters.values() if parameter.kind is not Parameter.VAR_KEYWORD]
        shared = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=defaults.get(name), annotation=option)
            for group in groups
            for name, option in group.items()
        ]
        parameters = [*own, *shared]
        command.__signature__ = found.replace(parameters=parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return command

    return decorate
