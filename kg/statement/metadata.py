"""Does the record say what others need at least to use raw data? Judged by a profile."""

from kg.statement.case import NO_RECORD, NOT_DATA, Case
from kg.statement.profile import Profile
from kg.statement.verdict import Verdict, Word


def metadata(case: Case, profile: Profile) -> Verdict:
    """The check-list of the profile, line by line; what is recommended only never fails."""
    if case.kind not in ("dataset", None) or case.mention.scheme == "proposal":
        return Verdict("metadata", "unknown", NOT_DATA)
    if case.record is None:
        return Verdict("metadata", "unknown", NO_RECORD)
    items = profile.items(case.record.values)
    listed: list[tuple[str, Word, str]] = [
        (
            of.name,
            "pass" if of.is_met else "fail" if of.is_required else "unknown",
            "" if of.is_met else of.remedy,
        )
        for of in items
    ]
    missing = [of for of in items if not of.is_met]
    required = [of for of in missing if of.is_required]
    named = ", ".join(of.name for of in missing)
    by = f"Profile {profile.name} {profile.version}".rstrip()
    met = f"{len(items) - len(missing)} of {len(items)} are there"
    if case.record.of_parts:
        met += f" (of its parts: {', '.join(sorted(case.record.of_parts))})"
    words = f"{by}: {met}; missing: {named}." if missing else f"{by}: {met}."
    remedy = " ".join(of.remedy for of in missing) or None
    return Verdict("metadata", "fail" if required else "pass", words, case.looked, remedy, tuple(listed))
