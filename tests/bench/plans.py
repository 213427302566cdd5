"""How the database finds the 90 days of one record among a thousand: its own words."""

from datetime import timedelta

import django


def main() -> None:
    """Print the plan of the query by which a panel of Trends reads its window."""
    from django.db import connection

    from carelog.logs.models import PainEntry
    from carelog.logs.models.pain import WORST
    from carelog.logs.series import by_day
    from carelog.patients import clock
    from carelog.patients.models import Patient
    from tests import cast

    asked = []

    def note(execute, sql, params, *args):
        asked.append((sql, params))
        return execute(sql, params, *args)

    patient = Patient.objects.order_by("pk")[1]
    access = cast.access_of(patient, patient.memberships.get(role="owner").user)
    today = clock.today(patient)
    start = today - timedelta(days=89)
    with connection.execute_wrapper(note):
        by_day(access, PainEntry, WORST, today, start, first=14)
    explain = "EXPLAIN ANALYZE" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        for sql, params in asked:
            cursor.execute(f"{explain} {sql}", params)
            for row in cursor.fetchall():
                print(row[-1])


if __name__ == "__main__":
    django.setup()
    main()
