INSERT INTO clouds (
    id, number, service, provider, section, manager, status, decided_on, expires_on, ended_on, search_text, revision,
    stands_until, next_check_on
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
