-- 1. Who buys whom, and for how much? What is only planned or denied says so.
SELECT d.id AS document, buyer.name AS buyer, target.name AS target, price.text AS price,
       CASE f.polarity WHEN 'negative' THEN 'not ' ELSE '' END || f.modality AS state
FROM facts f
JOIN documents d USING (document)
JOIN arguments buyer ON buyer.fact = f.fact AND buyer.role = 'acquirer'
JOIN arguments target ON target.fact = f.fact AND target.role = 'target'
LEFT JOIN arguments price ON price.fact = f.fact AND price.role = 'amount'
WHERE f.type = 'acquisition'
GROUP BY f.document, f.event
ORDER BY d.document;

-- 2. Who is in the news, in how many articles?
SELECT e.name, e.type, count(DISTINCT e.document) AS articles, count(*) AS mentions
FROM entities e
JOIN mentions m USING (entity)
WHERE e.type IN ('organization', 'person', 'place')
GROUP BY e.name, e.type
ORDER BY articles DESC, mentions DESC, e.name
LIMIT 10;

-- 3. What rose or fell by more than 10%?
SELECT d.id AS document, measure.text AS measure, direction.value AS direction, m.amount AS percent
FROM facts f
JOIN documents d USING (document)
JOIN arguments measure ON measure.fact = f.fact AND measure.role = 'measure'
JOIN arguments direction ON direction.fact = f.fact AND direction.role = 'direction'
JOIN arguments by_how_much ON by_how_much.fact = f.fact AND by_how_much.role = 'by'
JOIN mentions m ON m.mention = by_how_much.mention AND m.type = 'percent'
WHERE f.type = 'change' AND m.amount > 10
ORDER BY m.amount DESC, d.document;

-- 4. Who says so? Facts by the source that they are attributed to.
SELECT coalesce(e.name, f.source) AS source, count(*) AS facts, group_concat(DISTINCT f.type) AS about
FROM facts f
LEFT JOIN entities e ON e.entity = f.source_entity
WHERE f.source IS NOT NULL
GROUP BY 1
ORDER BY facts DESC, source
LIMIT 10;

-- 5. What do articles that speak of a harbour or a plant state?
SELECT d.id AS document, f.type, group_concat(a.role || ': ' || a.name, ', ') AS says
FROM documents_text t
JOIN documents d ON d.document = t.rowid
JOIN facts f ON f.document = d.document
JOIN arguments a USING (fact)
WHERE documents_text MATCH 'harbour OR terminal OR plant' AND f.type NOT IN ('statement', 'position')
GROUP BY f.fact
ORDER BY d.document, f.fact;
