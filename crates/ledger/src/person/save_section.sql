INSERT INTO sections (id, name, parent_id, body, email, position, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, parent_id = excluded.parent_id, body = excluded.body, email = excluded.email,
    revision = excluded.revision
