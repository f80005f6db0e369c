INSERT INTO applications (
    id, register, record_id, matter, kind, state, title, section, applicant, applicant_id, applied_on, number, record, revision
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind, state = excluded.state, title = excluded.title, section = excluded.section,
    applicant = excluded.applicant, applicant_id = excluded.applicant_id, applied_on = excluded.applied_on,
    number = excluded.number, record = excluded.record, revision = excluded.revision
