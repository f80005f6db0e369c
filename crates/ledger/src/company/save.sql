INSERT INTO contractors (id, name, corporate_number, abroad, suspended_from, suspended_until, lapses_on, conflicts,
                         merged_into, search_text, seen_text, record, revision)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9, '', ?10, ?11)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, corporate_number = excluded.corporate_number, abroad = excluded.abroad,
    suspended_from = excluded.suspended_from, suspended_until = excluded.suspended_until,
    lapses_on = excluded.lapses_on, merged_into = excluded.merged_into, search_text = excluded.search_text,
    record = excluded.record, revision = excluded.revision
WHERE contractors.revision = ?12
