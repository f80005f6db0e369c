UPDATE incidents SET
    number = ?2, title = ?3, section = ?4, owner = ?5, contract_id = ?6, cloud_id = ?7, sns_id = ?8, known_on = ?9,
    recorded_on = ?10, closed_on = ?11, search_text = ?12, record = ?13, revision = ?14
WHERE id = ?1 AND revision = ?15
