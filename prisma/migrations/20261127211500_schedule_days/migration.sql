-- Whether a schedule (RFC 5545 subset: WEEKLY and MONTHLY, by weekday or date of the month) has a session on a local day.
CREATE FUNCTION schedule_is_on(s schedule, on_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT upper(coalesce(s.freq, '')) IN ('WEEKLY', 'MONTHLY')
    AND (greatest(s.valid_from, s.dtstart) IS NULL OR on_day >= greatest(s.valid_from, s.dtstart))
    AND (least(s.valid_to, s.until) IS NULL OR on_day <= least(s.valid_to, s.until))
    AND CASE WHEN upper(s.freq) = 'MONTHLY' AND s.byday IS NULL
             THEN extract(day FROM on_day)::int::text =
                  ANY (string_to_array(replace(coalesce(s.bymonthday, extract(day FROM s.dtstart)::int::text), ' ', ''), ','))
             ELSE string_to_array(upper(replace(coalesce(s.byday, left(to_char(s.dtstart, 'DY'), 2)), ' ', '')), ',') &&
                  CASE WHEN upper(s.freq) = 'WEEKLY' THEN ARRAY[here.weekday]
                       WHEN here.is_last THEN ARRAY[here.weekday, here.nth || here.weekday, '-1' || here.weekday]
                       ELSE ARRAY[here.weekday, here.nth || here.weekday] END
        END
    AND (coalesce(s.interval, 1) <= 1 OR s.dtstart IS NULL OR
         CASE WHEN upper(s.freq) = 'WEEKLY'
              THEN ((date_trunc('week', on_day)::date - date_trunc('week', s.dtstart)::date) / 7) % s.interval = 0
              ELSE ((extract(year FROM on_day) - extract(year FROM s.dtstart)) * 12
                    + extract(month FROM on_day) - extract(month FROM s.dtstart))::int % s.interval = 0 END)
  FROM (
    SELECT upper(left(to_char(on_day, 'DY'), 2)) AS weekday,
           ((extract(day FROM on_day)::int - 1) / 7 + 1)::text AS nth,
           extract(month FROM on_day + 7) <> extract(month FROM on_day) AS is_last
  ) AS here
$$;

-- Open at an instant, in its own time zone. What closes before it opens closes on the day after ("22:00" to "02:00").
CREATE OR REPLACE FUNCTION schedule_is_open(s schedule, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT s.opens_at IS NOT NULL AND CASE
      WHEN s.closes_at IS NULL
        THEN clock.local::time >= s.opens_at::time AND clock.local::time < s.opens_at::time + interval '1 hour'
             AND schedule_is_on(s, clock.local::date)
      WHEN s.closes_at::time > s.opens_at::time
        THEN clock.local::time >= s.opens_at::time AND clock.local::time < s.closes_at::time
             AND schedule_is_on(s, clock.local::date)
      ELSE clock.local::time >= s.opens_at::time AND schedule_is_on(s, clock.local::date)
           OR clock.local::time < s.closes_at::time AND schedule_is_on(s, clock.local::date - 1)
    END
  FROM (SELECT at AT TIME ZONE coalesce(nullif(s.timezone, ''), 'Europe/London') AS local) AS clock
$$;

-- Begins at least once from one instant on and before another, at most some weeks apart. Without a time of day: on one of the days.
CREATE FUNCTION schedule_begins_between(s schedule, since timestamptz, before timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM generate_series(0, (before AT TIME ZONE zone.name)::date - (since AT TIME ZONE zone.name)::date) AS n (days)
    CROSS JOIN LATERAL (SELECT (since AT TIME ZONE zone.name)::date + n.days AS local) AS day
    WHERE (s.opens_at IS NULL
           OR (day.local + s.opens_at::time) AT TIME ZONE zone.name >= since AND (day.local + s.opens_at::time) AT TIME ZONE zone.name < before)
      AND schedule_is_on(s, day.local)
  )
  FROM (SELECT coalesce(nullif(s.timezone, ''), 'Europe/London') AS name) AS zone
$$;
