-- When a schedule begins next, from an instant on: within five weeks, and only when it says a time of day. Null: not known.
CREATE FUNCTION schedule_next(s schedule, since timestamptz) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  zone text := coalesce(nullif(s.timezone, ''), 'Europe/London');
  today date;
  begins timestamptz;
BEGIN
  IF s.opens_at IS NULL OR upper(coalesce(s.freq, '')) NOT IN ('WEEKLY', 'MONTHLY') THEN
    RETURN NULL;
  END IF;
  today := (since AT TIME ZONE zone)::date;
  FOR days IN 0..35 LOOP
    -- Most days are told apart by their name alone, which costs least.
    CONTINUE WHEN s.byday IS NOT NULL AND strpos(upper(s.byday), upper(left(to_char(today + days, 'DY'), 2))) = 0;
    begins := (today + days + s.opens_at::time) AT TIME ZONE zone;
    IF begins > since AND schedule_is_on(s, today + days) THEN
      RETURN begins;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
