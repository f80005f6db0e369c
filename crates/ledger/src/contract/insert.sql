INSERT INTO contracts (
    id, number, title, contractor, section, owner, signed_on, starts_on, ends_on, closed_on, amount_yen, personal_info,
    my_number, lineage, term, renewed_from, search_text, revision, findings, unknown, next_due_on, next_due_rule, recheck_on,
    exposure, exposed_since
) VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25
)
