INSERT INTO parties (register, record_id, place, name, name_key, corporate_number, tier, title, number, section,
                     amount_yen, from_on, until_on, via, said)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
ON CONFLICT (register, record_id, place) DO UPDATE SET
    name = excluded.name, name_key = excluded.name_key, corporate_number = excluded.corporate_number,
    tier = excluded.tier, title = excluded.title, number = excluded.number, section = excluded.section,
    amount_yen = excluded.amount_yen, from_on = excluded.from_on, until_on = excluded.until_on, via = excluded.via,
    said = excluded.said
