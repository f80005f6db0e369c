UPDATE contracts SET
    number = ?2, title = ?3, contractor = ?4, section = ?5, owner = ?6, signed_on = ?7, starts_on = ?8, ends_on = ?9,
    closed_on = ?10, amount_yen = ?11, personal_info = ?12, my_number = ?13, lineage = ?14, term = ?15, renewed_from = ?16,
    search_text = ?17, revision = ?18, findings = ?19, unknown = ?20, next_due_on = ?21, next_due_rule = ?22, recheck_on = ?23,
    exposed_since = CASE WHEN exposure = ?24 THEN exposed_since ELSE ?25 END, exposure = ?24
WHERE id = ?1 AND revision = ?26
