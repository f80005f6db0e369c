INSERT INTO persons (id, name, section, email, accounts, roles, from_on, until_on, revision)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, section = excluded.section, email = excluded.email, accounts = excluded.accounts,
    roles = excluded.roles, from_on = excluded.from_on, until_on = excluded.until_on, revision = excluded.revision
