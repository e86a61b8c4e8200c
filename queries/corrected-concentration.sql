-- title: Concentration corrected for the tagger's errors
-- question: On how many places do the (cultural) samples of each stage lie, if the tagger's errors are taken into account?
-- note: The index is Herfindahl and Hirschman's, or its inverse, the effective number of units of order 2: of a corpus that lies on
--   so many units in equal parts. Gini's index and the effective number of order 1 have no such correction.
-- note: Raw numbers are of the samples' own tags. The corrected ones are by prediction-powered inference (PPI++): labels of a
--   person, on samples drawn at random within a stage, tell what the tags of each unit miss and add, and how much noise is in that.
--   The rater is the one that --param gold names, without it the person with the most labels. A sample may be labelled by its text.
-- note: If samples were drawn for labelling at different rates within a stage, name the column they were drawn by as --param
--   strata. Each stratum of a stage needs labels.
-- note: A sample is labelled if it has a label of places, be it that there are none, and for cultural samples one of culture. Of the
--   places that people name only countries are counted.
-- note: An interval needs 30 labelled samples with a place, 8 for each effective unit by the tags, and 25 that by the tags are to be
--   expected outside the largest unit. docs/interval-coverage.md has the simulations. Intervals take samples as independent.
-- needs: judgements.tagger+dimension+value
-- needs: samples.culture+stage if samples = cultural
-- needs: countries.country+stage
-- parameter: gold (value of judgements.tagger) = null: the rater whose labels are the gold standard
-- parameter: samples (one of cultural all) = cultural: which samples are counted
-- parameter: strata (column of samples) = null: the column that labelled samples were drawn by within a stage
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: min_n (integer from 0 to 1000000000) = 30: labelled samples with a place below which a row is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
gold_rater as (
    select coalesce(
        $gold,
        (
            select tagger
            from judgements
            where kind = 'human' and dimension = 'places'
            group by tagger
            order by count(*) desc, tagger
            limit 1
        )
    ) as name
),
labels as (
    select distinct
        sample,
        dimension,
        value,
        replace(replace(replace(lower(value), ' ', ''), '_', ''), '-', '') not in (
            select tag from noncultural_tag
        ) as is_cultural
    from judgements
    where tagger = (select name from gold_rater) and dimension in ('culture', 'places')
),
labelled as (
    -- By the labels: a sample that is not counted has no place.
    select sample, max($samples = 'all' or dimension = 'culture' and is_cultural) as is_counted
    from labels
    group by sample
    having max(dimension) = 'places' and ($samples = 'all' or max(dimension = 'culture' and value is not null))
),
drawn as (
    select id, stage, coalesce({strata}, '') as stratum
    from samples
    where stage is not null and id in (select sample from labelled) and {where}
        and (cultural is not null or $samples = 'all')
),
corpus as (
    select stage, coalesce({strata}, '') as stratum, count(*) as n
    from samples
    where stage is not null and {where} and (cultural is not null or $samples = 'all')
    group by 1, 2
),
levels as (
    select 'country' as level, 2 as level_number
    union all
    select 'subregion', 3
    union all
    select 'continent', 4
),
ways as (
    select 'whole' as way, 1 as way_number
    union all
    select 'fractional', 3
),
tagged_units as (
    select id, 2 as level_number, country as unit, sum(w) as fractional
    from countries
    where country is not null and id in (select id from drawn) and (cultural or $samples = 'all')
    group by id, country
    union all
    select id, 3, subregion, sum(w)
    from subregions
    where subregion is not null and id in (select id from drawn) and (cultural or $samples = 'all')
    group by id, subregion
    union all
    select id, 4, continent, sum(w)
    from continents
    where continent is not null and id in (select id from drawn) and (cultural or $samples = 'all')
    group by id, continent
),
labelled_countries as (
    select sample as id, country.name as country, country.subregion, country.continent
    from labels
    join labelled using (sample)
    join country on country.name = labels.value
    where dimension = 'places' and is_counted
),
label_units as (
    select id, 2 as level_number, country as unit
    from labelled_countries
    union
    select id, 3, subregion
    from labelled_countries
    where subregion is not null
    union
    select id, 4, continent
    from labelled_countries
    where continent is not null
),
label_parts as (
    select id, level_number, unit, 1.0 / count(*) over (partition by id, level_number) as fractional
    from label_units
),
totals as (
    select stage, coalesce({strata}, '') as stratum, 2 as level_number, country as unit, sum(n) as whole,
        sum(w) as fractional
    from countries
    where country is not null and stage is not null and {where} and (cultural or $samples = 'all')
    group by 1, 2, 4
    union all
    select stage, coalesce({strata}, ''), 3, subregion, sum(n), sum(w)
    from subregions
    where subregion is not null and stage is not null and {where} and (cultural or $samples = 'all')
    group by 1, 2, 4
    union all
    select stage, coalesce({strata}, ''), 4, continent, sum(n), sum(w)
    from continents
    where continent is not null and stage is not null and {where} and (cultural or $samples = 'all')
    group by 1, 2, 4
),
amounts as (
    -- What labelled samples count for, then the totals of all samples, then their numbers.
    select drawn.stage, stratum, drawn.id as sample, level_number, unit,
        1 as tagged, fractional as tagged_part, 0 as labelled, 0 as labelled_part, 0 as total, 0 as total_part
    from drawn
    join tagged_units using (id)
    union all
    select stage, stratum, id, level_number, unit, 0, 0, 1, fractional, 0, 0
    from drawn
    join label_parts using (id)
    union all
    select stage, stratum, id, level_number, '', 0, 0, 0, 0, 0, 0
    from drawn
    cross join levels
    union all
    select stage, stratum, '', level_number, unit, 0, 0, 0, 0, whole, fractional
    from totals
    union all
    select stage, stratum, '', level_number, '', 0, 0, 0, 0, n, n
    from corpus
    cross join levels
),
solutions as (
    select
        stage,
        level_number,
        way,
        way_number,
        corrected_concentration(
            stratum,
            sample,
            unit,
            iif(way = 'whole', tagged, tagged_part),
            iif(way = 'whole', labelled, labelled_part),
            iif(way = 'whole', total, total_part),
            $level
        ) as found
    from amounts
    cross join ways
    group by stage, level_number, way, way_number
),
stage_numbers as (
    select
        occurring.stage,
        row_number() over (order by position is null, position, occurring.stage) - 1 as score,
        occurring.n
    from (select stage, sum(n) as n from corpus group by stage) as occurring
    left join stage_order on stage_order.stage = occurring.stage
),
corrected as (
    select
        stage_numbers.stage,
        score,
        n,
        level,
        level_number,
        way,
        way_number,
        found ->> 'reason' as reason,
        coalesce(found ->> 'labelled', 0) as labelled,
        coalesce(found ->> 'placed', 0) as placed,
        found ->> 'raw_hhi' as raw_hhi,
        found ->> 'hhi' as hhi,
        found ->> 'hhi_low' as hhi_low,
        found ->> 'hhi_high' as hhi_high,
        found ->> 'raw_effective' as raw_effective,
        found ->> 'raw_effective_se' as raw_error,
        found ->> 'effective' as effective,
        found ->> 'effective_low' as effective_low,
        found ->> 'effective_high' as effective_high,
        found ->> 'effective_se' as error
    from solutions
    join stage_numbers using (stage)
    join levels using (level_number)
)

-- caption: Concentration of the samples over places by stage, corrected for errors of the tags
-- grain: one row for each stage, level and way of counting
-- key: stage, level, counting
-- measure: ours
-- empty: no sample with a stage has a tag of culture
-- column: stage: stage of the pipeline
-- column: level: country, subregion or continent
-- column: counting: whole or fractional
-- column: gold: the rater whose labels are the gold standard
-- column: n (samples): samples of the stage with a tag of culture; with samples = all, all of them
-- column: labelled (samples): those with labels of the gold standard
-- column: placed (samples): labelled samples that are counted and have a place, by their labels
-- column: raw_effective (units): effective number of units of order 2, by the tags: 1 / raw_hhi
-- column: effective (units): the same, corrected
-- column: effective_low (units): lower end of its interval; null where the labels are too few for one
-- column: effective_high (units): upper end of its interval
-- column: raw_hhi (0 to 1): Herfindahl-Hirschman index, by the tags: the sum of the squared shares
-- column: hhi (0 to 1): the same, corrected
-- column: hhi_low (0 to 1): lower end of its interval
-- column: hhi_high (0 to 1): upper end of its interval
-- column: outside: 1 where raw_effective lies outside the interval of effective, else 0; null without one
-- column: reason: why there is no interval: no_labels, stratum_without_labels, not_separated or few_labels
-- column: small: 1 where placed is below min_n, else 0
-- print: stage, level, counting, labelled, placed, raw_effective, effective
-- label: effective = effective number of units, corrected
-- label: raw_effective = effective number by the tags
-- label: small = fewer than min_n labelled samples with a place
-- label: level = level of places
-- label: counting = way of counting
-- chart: line x=stage y=effective low=effective_low high=effective_high colour=counting facet=level
select
    stage,
    level,
    way as counting,
    (select name from gold_rater) as gold,
    n,
    labelled,
    placed,
    raw_effective,
    effective,
    effective_low,
    effective_high,
    raw_hhi,
    hhi,
    hhi_low,
    hhi_high,
    raw_effective not between effective_low and effective_high as outside,
    reason,
    placed < $min_n as small
from corrected
order by score, level_number, way_number;

-- table: trend
-- caption: Trend of the effective number of places over the stages, raw and corrected
-- grain: one row for each level and way of counting
-- key: level, counting
-- measure: ours
-- empty: fewer than two stages have a corrected number
-- column: level: country, subregion or continent
-- column: counting: whole or fractional
-- column: stages (stages): with a corrected number; the score of a stage is its number in the order of the pipeline, from 0
-- column: labelled (samples): labelled samples of these stages
-- column: placed (samples): those that are counted and have a place, by their labels
-- column: raw_slope (units per stage): change of the raw number from stage to stage, a straight line by weighted least squares
-- column: raw_slope_low (units per stage): lower end of its interval
-- column: raw_slope_high (units per stage): upper end of its interval
-- column: corrected_slope (units per stage): change of the corrected number from stage to stage
-- column: corrected_slope_low (units per stage): lower end of its interval
-- column: corrected_slope_high (units per stage): upper end of its interval
-- column: raw_p (0 to 1): two-sided p-value of no trend of the raw number
-- column: corrected_p (0 to 1): two-sided p-value of no trend of the corrected number
-- column: verdict: stands, vanishes, reverses or appears: what becomes of the raw trend by the correction; none if neither has one
-- column: small: 1 where a stage has fewer labelled samples with a place than min_n, else 0
-- print: level, counting, stages, placed, raw_slope, raw_p, corrected_slope, corrected_p, verdict
-- label: small = fewer than min_n labelled samples with a place in a stage
with
trends as (
    select
        level,
        level_number,
        way,
        way_number,
        count(*) as stages,
        sum(labelled) as labelled,
        sum(placed) as placed,
        min(placed) as least,
        corrected_trend(score, raw_effective, raw_error, effective, error, $level) as found
    from corrected
    where effective_low is not null and error > 0 and raw_error > 0
    group by level, level_number, way, way_number
)
select
    level,
    way as counting,
    stages,
    labelled,
    placed,
    found ->> 'raw_slope' as raw_slope,
    found ->> 'raw_slope_low' as raw_slope_low,
    found ->> 'raw_slope_high' as raw_slope_high,
    found ->> 'corrected_slope' as corrected_slope,
    found ->> 'corrected_slope_low' as corrected_slope_low,
    found ->> 'corrected_slope_high' as corrected_slope_high,
    found ->> 'raw_p' as raw_p,
    found ->> 'corrected_p' as corrected_p,
    found ->> 'verdict' as verdict,
    least < $min_n as small
from trends
where found is not null
order by level_number, way_number;
