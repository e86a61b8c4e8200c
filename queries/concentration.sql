-- title: Geographic concentration of the cultural samples
-- question: How many places, countries and continents make up most of the cultural samples?
-- note: A sample of several places counts by three ways. whole: 1 for each of its distinct places (or countries, …);
--   mention: 1 for each time that a place is named; fractional: 1 for the sample, in equal parts for its distinct places.
-- note: Gini is over the units that occur, without those that do not occur at all.
-- note: Values that do not resolve to a level are in no share or index; table indices tells how many they are.
-- parameter: stage = null: only the samples of this stage; null for all stages
--
-- rows: one row for each level and unit, the largest first
-- column: level: place, country, subregion or continent
-- column: unit: name of the place, country, subregion or continent
-- column: continent: continent of a place or country; null for the other levels and where it is unknown
-- column: whole (samples; paper): cultural samples that name the unit
-- column: mention (mentions; ours): times that they name it
-- column: fractional (samples; ours): samples, each in equal parts for its units
-- column: whole_share (0 to 1; paper): whole divided by its total over the units of the level
-- column: mention_share (0 to 1; ours): mention divided by its total
-- column: fractional_share (0 to 1; ours): fractional divided by its total
-- column: rank: place of the unit in its level by whole, from 1
-- column: cumulative_share (0 to 1; ours): whole_share of this unit and all before it
-- chart: line x=rank y=whole series=level
with
counts as (
    select
        'place' as level, 1 as level_number, place as unit, continent,
        sum(n) as whole, sum(mentions) as mention, sum(w) as fractional
    from places
    where cultural and ($stage is null or stage = $stage)
    group by place, continent
    union all
    select 'country', 2, country, continent, sum(n), sum(mentions), sum(w)
    from countries
    where cultural and ($stage is null or stage = $stage)
    group by country, continent
    union all
    select 'subregion', 3, subregion, null, sum(n), sum(mentions), sum(w)
    from subregions
    where cultural and ($stage is null or stage = $stage)
    group by subregion
    union all
    select 'continent', 4, continent, null, sum(n), sum(mentions), sum(w)
    from continents
    where cultural and ($stage is null or stage = $stage)
    group by continent
),
ranked as (
    select
        *,
        row_number() over (partition by level_number order by whole desc, unit) as rank,
        sum(whole) over (partition by level_number) as whole_total,
        sum(mention) over (partition by level_number) as mention_total,
        sum(fractional) over (partition by level_number) as fractional_total
    from counts
    where unit is not null
)
select
    level,
    unit,
    continent,
    whole,
    mention,
    fractional,
    whole * 1.0 / whole_total as whole_share,
    mention * 1.0 / mention_total as mention_share,
    fractional / fractional_total as fractional_share,
    rank,
    sum(whole) over (partition by level_number order by rank) * 1.0 / whole_total as cumulative_share
from ranked
order by level_number, rank;

-- table: indices
-- rows: one row for each level and way of counting
-- column: level: place, country, subregion or continent
-- column: counting: whole, mention or fractional
-- column: units (units; ours): units that occur
-- column: total (samples or mentions; ours): sum over the units
-- column: gini (0 to 1; ours): Gini index: 0 where all units have the same, towards 1 where one has all
-- column: hhi (0 to 1; ours): Herfindahl-Hirschman index: the sum of the squared shares
-- column: entropy (nats; ours): Shannon entropy of the shares
-- column: effective (units; ours): effective number of units: exp(entropy), the Hill number of order 1
-- column: top1 (0 to 1; ours): share of the largest unit
-- column: top5 (0 to 1; ours): share of the five largest units
-- column: top10 (0 to 1; ours): share of the ten largest units
-- column: unresolved (samples or mentions; ours): what names no unit of the level; in none of the numbers before
-- chart: bar x=level y=effective series=counting
with
counts as (
    select
        'place' as level, 1 as level_number, place as unit,
        sum(n) as whole, sum(mentions) as mention, sum(w) as fractional
    from places
    where cultural and ($stage is null or stage = $stage)
    group by place
    union all
    select 'country', 2, country, sum(n), sum(mentions), sum(w)
    from countries
    where cultural and ($stage is null or stage = $stage)
    group by country
    union all
    select 'subregion', 3, subregion, sum(n), sum(mentions), sum(w)
    from subregions
    where cultural and ($stage is null or stage = $stage)
    group by subregion
    union all
    select 'continent', 4, continent, sum(n), sum(mentions), sum(w)
    from continents
    where cultural and ($stage is null or stage = $stage)
    group by continent
),
weights as (
    select level, level_number, 'whole' as counting, 1 as counting_number, unit, whole as x from counts
    union all
    select level, level_number, 'mention', 2, unit, mention from counts
    union all
    select level, level_number, 'fractional', 3, unit, fractional from counts
)
select
    level,
    counting,
    count(unit) as units,
    coalesce(sum(x) filter (where unit is not null), 0) as total,
    gini(x) filter (where unit is not null) as gini,
    hhi(x) filter (where unit is not null) as hhi,
    entropy(x) filter (where unit is not null) as entropy,
    hill(x, 1) filter (where unit is not null) as effective,
    top_share(x, 1) filter (where unit is not null) as top1,
    top_share(x, 5) filter (where unit is not null) as top5,
    top_share(x, 10) filter (where unit is not null) as top10,
    coalesce(sum(x) filter (where unit is null), 0) as unresolved
from weights
group by level_number, counting_number, level, counting
order by level_number, counting_number;
