"""What a browser cannot guess of Lantern's series of meetings."""

from __future__ import annotations


def coming_back() -> dict[str, str]:
    """Keys of its series, one that was held, the next one, and an item of that."""
    from toadlane.meetings.planned_rows import Item, Meeting

    rows = Meeting.objects.filter(coop__slug="lantern", series__isnull=False).order_by("starts_at")
    following = rows.filter(state="planned")[0]
    return {
        "series": str(following.series_id),
        "next meeting": str(following.pk),
        "meeting before": str(rows.filter(state="over")[0].pk),
        "agenda": str(Item.objects.filter(meeting=following).order_by("order")[0].pk),
    }
