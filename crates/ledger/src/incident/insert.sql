INSERT INTO incidents (
    id, number, title, section, owner, contract_id, cloud_id, sns_id, known_on, recorded_on, closed_on, search_text, record, revision
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
