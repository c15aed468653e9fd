"""Walk an HDF5 file by a plan: open only what the plan names, once the layout is known.

Most files of an instrument look alike. What a group of a class with these very links needs opened is
remembered, so that the second file is read without opening the hundred children that the plan has no use for.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from h5py import h5a, h5d, h5g, h5o

from harvesters._hdf5_links import HARD, SOFT, Links, links_of, opened_by, target_of
from harvesters._hdf5_node import Issue, Node
from harvesters._hdf5_values import READ_ERRORS, attribute_text, dataset_value

DEEPEST = 64
"""Groups deeper than this are not opened."""

MOST_GROUPS = 20_000
"""Groups opened in one file; a mesh of hard links could ask for more than there are atoms."""

MOST_CHILDREN = 2_000
"""Children of one group that are opened to learn their class."""

_MANY_MEMBERS = 32
_MOST_REMEMBERED_NAMES = 500
_MOST_REMEMBERED_LAYOUTS = 4_096


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """What to read from a group of one class.

    `fields` names its values and the attributes wanted of each; `children` are the classes of groups to
    descend to; `attributes` those of the group itself; `prefix` starts further field names. Groups of a class
    that `is_sparse` hold many values and seldom a group: of many members only telling names are opened.
    """

    fields: Mapping[bytes, tuple[bytes, ...]] = field(default_factory=dict)
    children: frozenset[str] = frozenset()
    attributes: tuple[bytes, ...] = ()
    prefix: bytes | None = None
    is_sparse: bool = False

    def attributes_of(self, name: bytes) -> tuple[bytes, ...] | None:
        """The attributes wanted of the field `name`; None where the plan names no such field."""
        wanted = self.fields.get(name)
        if wanted is None and self.prefix is not None and name.startswith(self.prefix):
            return (b"type",)
        return wanted


Plan = Mapping[str, ClassPlan]
Classify = Callable[[h5g.GroupID, bytes], str | None]
"""Gives the class of an opened group that was reached by a name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One link worth stepping through; `kind` is the class expected there, or None for a field."""

    name: bytes
    link: int
    kind: str | None


Memory = dict[tuple[Any, ...], tuple[Step, ...]]


class Walk:
    """One walk through one file; `memory` is shared by the walks of a process."""

    def __init__(self, plan: Plan, classify: Classify, memory: Memory, issues: list[Issue]) -> None:
        self._plan = plan
        self._classify = classify
        self._memory = memory
        self._issues = issues
        self._above: set[int] = set()
        self._once: set[int] = set()
        self._groups = 0

    def root(self, group: h5g.GroupID, kind: str) -> Node:
        """The root group with all that the plan wants of it and of the groups below."""
        return self._node(group, h5o.get_info(group).addr, kind, "/", "")

    def _node(self, group: h5g.GroupID, address: int, kind: str, path: str, name: str) -> Node:
        self._groups += 1
        plan = self._plan[kind]
        node = Node(path, name, kind)
        for wanted in self._attributes_of(group, plan):
            if text := attribute_text(group, wanted, path, self._issues):
                node.attributes[wanted.decode()] = text
        self._above.add(address)
        self._fill(group, node, plan)
        self._above.discard(address)
        return node

    def _attributes_of(self, group: h5g.GroupID, plan: ClassPlan) -> Iterable[bytes]:
        """The attributes wanted that are there; asking for each of many costs more than a list of few."""
        if len(plan.attributes) < 4 or h5a.get_num_attrs(group) > MOST_CHILDREN:
            return plan.attributes
        present: list[bytes] = []
        h5a.iterate(group, present.append)
        return [name for name in plan.attributes if name in present]

    def _fill(self, group: h5g.GroupID, node: Node, plan: ClassPlan) -> None:
        links = links_of(group)
        layout = (self._classify, node.kind, *links)
        steps = self._memory.get(layout)
        if steps is None:
            self._explore(group, node, plan, links, frozenset())
            return
        as_expected = [self._take(group, node, plan, step, None) for step in steps]
        if not all(as_expected):  # another dialect with the same names: look at all of it
            self._explore(group, node, plan, links, frozenset(step.name for step in steps))

    def _explore(
        self, group: h5g.GroupID, node: Node, plan: ClassPlan, links: Links, taken: frozenset[bytes]
    ) -> None:
        """Learn a layout, remember it, and take what was not taken yet."""
        opened: dict[bytes, h5g.GroupID] = {}
        steps = self._learn(group, node, plan, links, opened)
        if len(links) <= _MOST_REMEMBERED_NAMES:
            self._remember((self._classify, node.kind, *links), steps)
        for step in steps:
            if step.name not in taken:
                self._take(group, node, plan, step, opened.get(step.name))

    def _remember(self, layout: tuple[Any, ...], steps: tuple[Step, ...]) -> None:
        if len(self._memory) >= _MOST_REMEMBERED_LAYOUTS:
            self._memory.clear()
        self._memory[layout] = steps

    def _learn(
        self, group: h5g.GroupID, node: Node, plan: ClassPlan, links: Links, opened: dict[bytes, h5g.GroupID]
    ) -> tuple[Step, ...]:
        """Open the children once to see which the plan can use; soft links after what they may point to."""
        steps: list[Step] = []
        tried = {True: 0, False: 0}
        telling_only = plan.is_sparse and len(links) > _MANY_MEMBERS
        for name, link in sorted(links, key=lambda entry: entry[1] != HARD):
            if link not in (HARD, SOFT) or plan.attributes_of(name) is not None:
                steps.append(Step(name, link, None))
                continue
            hinted = HINT.search(name) is not None
            if not plan.children or tried[hinted] >= MOST_CHILDREN or (telling_only and not hinted):
                continue
            tried[hinted] += 1
            kind = self._class_of(group, name, link, opened)
            if kind in plan.children or kind == UNCLASSED or (kind and hinted):
                steps.append(Step(name, link, kind if kind in plan.children else None))
        if max(tried.values()) >= MOST_CHILDREN:
            message = f"Of {len(links)} members only some {MOST_CHILDREN} were looked at."
            self._issues.append(Issue("too-many-members", node.path, message))
        return tuple(steps)

    def _class_of(
        self, group: h5g.GroupID, name: bytes, link: int, opened: dict[bytes, h5g.GroupID]
    ) -> str | None:
        """The class behind a link; None for values, and for what the plan has no reason to miss."""
        try:
            thing = opened_by(group, name, link)
        except READ_ERRORS:  # told when the step is taken, so that it is told each time or never
            return UNCLASSED if HINT.search(name) else None
        if not isinstance(thing, h5g.GroupID):
            return None
        opened[name] = thing
        return self._classify(thing, name) or UNCLASSED

    def _take(
        self, group: h5g.GroupID, node: Node, plan: ClassPlan, step: Step, thing: h5g.GroupID | None
    ) -> bool:
        """Read what one link leads to; False where it is not of the class that was expected."""
        path = f"{node.path.rstrip('/')}/{step.name.decode('utf-8', 'replace')}"
        if step.link not in (HARD, SOFT):
            where = target_of(group, step.name, step.link)
            self._issues.append(Issue("external-link", path, f"Points to {where}, which is not opened."))
            return True
        try:
            if thing is None:
                thing = opened_by(group, step.name, step.link)
        except READ_ERRORS as error:
            self._unreadable(node.path, step.name, error)
            return True
        if thing is None:
            where = target_of(group, step.name, step.link)
            self._issues.append(
                Issue("unresolved-link", path, f"Points to {where}, which is not in this file.")
            )
        elif isinstance(thing, h5d.DatasetID):
            self._field(node, plan, step.name, thing, path)
        elif isinstance(thing, h5g.GroupID):
            kind = self._classify(thing, step.name)  # asked again: a remembered layout may deceive
            self._group(node, plan, step.name, thing, kind, path)
            return step.kind is None or kind == step.kind
        return step.kind is None

    def _field(self, node: Node, plan: ClassPlan, name: bytes, dataset: h5d.DatasetID, path: str) -> None:
        wanted = plan.attributes_of(name)
        if wanted is None or (value := dataset_value(dataset, path, self._issues)) is None:
            return
        for attribute in wanted:
            if text := attribute_text(dataset, attribute, path, self._issues):
                value.attributes[attribute.decode()] = text
        node.fields[name.decode("utf-8", "replace")] = value

    def _group(
        self, node: Node, plan: ClassPlan, name: bytes, group: h5g.GroupID, kind: str | None, path: str
    ) -> None:
        if kind not in plan.children:
            kind = VALUE_GROUP if plan.attributes_of(name) is not None else None
        if kind is None:
            return
        address = h5o.get_info(group).addr
        if not self._may_enter(address, kind, path):
            return
        child = self._node(group, address, kind, path, name.decode("utf-8", "replace"))
        if kind != VALUE_GROUP:
            node.children.append(child)
        elif value := next(iter(child.fields.values()), None):
            node.fields[name.decode("utf-8", "replace")] = value

    def _may_enter(self, address: int, kind: str, path: str) -> bool:
        if address in self._above:
            self._issues.append(Issue("cycle", path, "Links lead back to a group above; not followed."))
            return False
        if len(self._above) >= DEEPEST or self._groups >= MOST_GROUPS:
            self._issues.append(
                Issue("too-deep", path, f"More than {DEEPEST} levels or {MOST_GROUPS} groups.")
            )
            return False
        if kind in ONCE and address in self._once:
            return False
        self._once.add(address)
        return True

    def _unreadable(self, path: str, name: bytes, error: BaseException) -> None:
        where = f"{path.rstrip('/')}/{name.decode('utf-8', 'replace')}"
        self._issues.append(Issue("unreadable", where, f"Cannot be opened: {error}"))


UNCLASSED = ""
"""A group without a class; it is looked at in every file, since the next may have one."""

HINT = re.compile(rb"entry|instr|sour|beam|mono|cryst|select|sampl|user|process|cit", re.IGNORECASE)
"""Names of groups that are looked at in every file, since another file may class them otherwise."""

VALUE_GROUP = "a value"
"""The plan's entry for a group that stands where a value is expected, as NXlog does."""

ONCE = frozenset({"NXentry", "NXsubentry"})
"""Classes whose groups are read once, by whichever link comes first."""
