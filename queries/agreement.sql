-- title: Agreement of taggers and people
-- question: How far do taggers and people agree about the same texts, beyond chance?
-- note: A rater is a tagger or a person of table judgements (cultivar tag adopt --judgements, cultivar tag labels); with own = yes
--   the samples' own tags are one more, named samples. Two samples with the same text are one unit.
-- note: Krippendorff's alpha is 1 for complete agreement and 0 for agreement by chance; missing ratings are allowed. Where texts
--   have any number of values, as of places, each rating is a set, and the distance is --param distance. Of places only
--   countries are compared.
-- note: Intervals resample units. A unit with one rating cannot be compared, and is in neither units nor alpha.
-- needs: judgements.tagger+dimension
-- parameter: by (column of judgements) = null: one such table for each value of this column, such as language_code or stage
-- parameter: where (condition on judgements) = null: only the judgements that meet it
-- parameter: own (one of yes no) = yes: yes takes the samples' own tags for one more rater
-- parameter: distance (one of masi jaccard) = masi: the distance of sets
-- parameter: min_n (integer from 0 to 1000000000) = 30: units below which a coefficient is flagged as small
-- parameter: seed (integer from 0 to 9007199254740992) = 1: of the resampling
-- parameter: replicates (integer from 100 to 100000) = 1000: resamples
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
judged as (
    select
        item,
        sample,
        tagger as rater,
        dimension,
        value,
        {by} as part,
        coalesce(language_code, language) as language
    from judgements
    where {where}
),
units_of_parts as (
    -- The sample with the least number says what part a text belongs to.
    select item, part, language, min(sample) as sample
    from judged
    group by item
),
own_spellings as (
    select id as sample, 'culture' as dimension, culture as value
    from samples
    where culture is not null and id in (select sample from units_of_parts)
    union all
    select id, 'domain', domain
    from samples
    where domain is not null and id in (select sample from units_of_parts)
    union all
    select id, 'task', task
    from samples
    where task is not null and id in (select sample from units_of_parts)
    union all
    select id, 'language', language_code
    from samples
    where language_code is not null and id in (select sample from units_of_parts)
    union all
    select id, 'places', country
    from countries
    where country is not null and id in (select sample from units_of_parts)
    union all
    -- A tagged sample without a country has the empty set.
    select id, 'places', null
    from samples
    where culture is not null and id in (select sample from units_of_parts)
        and id not in (
            select id from countries where country is not null and id in (select sample from units_of_parts)
        )
),
spellings as (
    -- Spellings of one value, such as "no culture" and "No_Culture": that of the judgements, else one of the samples.
    select
        dimension,
        folded,
        coalesce(min(value) filter (where is_judged), min(value)) as value
    from (
        select
            dimension,
            value,
            replace(replace(replace(lower(value), ' ', ''), '_', ''), '-', '') as folded,
            1 as is_judged
        from judged
        where value is not null
        union all
        select
            dimension,
            value,
            replace(replace(replace(lower(value), ' ', ''), '_', ''), '-', ''),
            0
        from own_spellings
        where value is not null
    )
    group by dimension, folded
),
own_values as (
    select sample, own_spellings.dimension, spellings.value
    from own_spellings
    left join spellings
        on spellings.dimension = own_spellings.dimension
        and folded = replace(replace(replace(lower(own_spellings.value), ' ', ''), '_', ''), '-', '')
),
given_values as (
    select item, rater, dimension, value
    from judged
    where dimension <> 'places' or value is null or value in (select name from country)
    union all
    -- A text whose places are no countries has the empty set.
    select item, rater, dimension, null
    from judged
    where dimension = 'places'
    group by item, rater
    having count(value) > 0 and sum(value in (select name from country)) = 0
    union all
    select item, 'samples', dimension, value
    from own_values
    join units_of_parts using (sample)
    where $own = 'yes' and dimension in (select dimension from judged)
),
distinct_values as (select distinct item, dimension, rater, value from given_values),
ratings as (
    -- Elements are in the order of the values, so that equal sets are equal texts.
    select distinct
        item,
        dimension,
        rater,
        count(value) over rating as number_of_values,
        max(value) over rating as value,
        json_group_array(value) filter (where value is not null) over rating as elements
    from distinct_values
    window rating as (
        partition by item, dimension, rater
        order by value
        rows between unbounded preceding and unbounded following
    )
),
set_dimensions as (
    select dimension
    from ratings
    group by dimension
    having min(number_of_values) = 0 or max(number_of_values) > 1
),
rated as (
    select
        part,
        language,
        ratings.item,
        ratings.dimension,
        rater,
        ratings.dimension in (select dimension from set_dimensions) as is_set,
        iif(ratings.dimension in (select dimension from set_dimensions), elements, value) as value
    from ratings
    join units_of_parts on units_of_parts.item = ratings.item
),
rater_pairs as (
    select
        one.part,
        one.item,
        one.dimension,
        one.is_set,
        one.rater,
        other.rater as other,
        one.value,
        other.value as other_value
    from rated as one
    join rated as other
        on other.item = one.item and other.dimension = one.dimension and other.rater > one.rater
)

-- caption: Agreement of all raters about the same texts
-- grain: one row for each value of --by and dimension: the agreement of all raters
-- key: by, dimension
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: dimension: what was judged
-- column: kind: nominal, or the distance of sets (masi or jaccard)
-- column: raters (raters): taggers and people with a rating
-- column: units (texts): texts with at least two ratings
-- column: single (texts): texts with one rating, left out
-- column: ratings (ratings): ratings of the units
-- column: alpha (-1 to 1): Krippendorff's alpha; null where reason says why
-- column: alpha_low (-1 to 1): lower end of its interval
-- column: alpha_high (-1 to 1): upper end of its interval
-- column: undefined (resamples): resamples without an alpha, left out of the interval
-- column: reason: no_pairs: no text has two ratings; one_value: all ratings have one value
-- column: small: 1 where units is below min_n, else 0
-- print: by, dimension, raters, units, ratings, alpha
-- label: alpha = Krippendorff's alpha
-- label: small = fewer than min_n texts with two ratings
-- chart: bar x=dimension y=alpha low=alpha_low high=alpha_high colour=by
with
coefficients as (
    select
        part,
        dimension,
        'nominal' as kind,
        krippendorff_alpha_interval(item, rater, value, $seed, $replicates, $level) as found
    from rated
    where not is_set
    group by part, dimension
    union all
    select
        part,
        dimension,
        $distance,
        krippendorff_alpha_sets_interval(item, rater, value, $distance, $seed, $replicates, $level)
    from rated
    where is_set
    group by part, dimension
)
select
    part as "by",
    dimension,
    kind,
    found ->> 'raters' as raters,
    found ->> 'units' as units,
    found ->> 'single' as single,
    found ->> 'ratings' as ratings,
    found ->> 'alpha' as alpha,
    found ->> 'low' as alpha_low,
    found ->> 'high' as alpha_high,
    found ->> 'undefined' as undefined,
    found ->> 'reason' as reason,
    coalesce(found ->> 'units', 0) < $min_n as small
from coefficients
order by dimension, part is null, part;

-- table: languages
-- caption: Agreement of all raters, by language of the texts
-- grain: one row for each dimension and language of the texts: the agreement of all raters
-- key: dimension, language
-- measure: ours
-- column: dimension: what was judged
-- column: language: the ISO 639-3 code of the texts' language, or as it was written; null where the samples have none
-- column: units (texts): texts with at least two ratings
-- column: ratings (ratings): ratings of the units
-- column: alpha (-1 to 1): Krippendorff's alpha; null where no text has two ratings, or all have one value
-- column: alpha_low (-1 to 1): lower end of its interval
-- column: alpha_high (-1 to 1): upper end of its interval
-- column: small: 1 where units is below min_n, else 0
-- print: dimension, language, units, ratings, alpha
-- label: alpha = Krippendorff's alpha
-- label: small = fewer than min_n texts with two ratings
-- chart: bar x=language y=alpha low=alpha_low high=alpha_high facet=dimension
with
coefficients as (
    select
        language,
        dimension,
        krippendorff_alpha_interval(item, rater, value, $seed, $replicates, $level) as found
    from rated
    where not is_set
    group by language, dimension
    union all
    select
        language,
        dimension,
        krippendorff_alpha_sets_interval(item, rater, value, $distance, $seed, $replicates, $level)
    from rated
    where is_set
    group by language, dimension
)
select
    dimension,
    language,
    found ->> 'units' as units,
    found ->> 'ratings' as ratings,
    found ->> 'alpha' as alpha,
    found ->> 'low' as alpha_low,
    found ->> 'high' as alpha_high,
    coalesce(found ->> 'units', 0) < $min_n as small
from coefficients
order by dimension, units desc, language is null, language;

-- table: pairs
-- caption: Agreement of pairs of raters
-- grain: one row for each value of --by, dimension and pair of raters
-- key: by, dimension, rater, other
-- measure: ours
-- empty: no text has two ratings
-- column: by: value of the column that --by names; null without one
-- column: dimension: what was judged
-- column: rater: the first rater in the order of their names
-- column: other: the other one
-- column: n (texts): texts that both have rated
-- column: agreeing (texts): texts with the same value, or the same set
-- column: share (0 to 1): agreeing / n
-- column: share_low (0 to 1): lower end of its interval (Wilson)
-- column: share_high (0 to 1): upper end of its interval
-- column: kappa (-1 to 1): Cohen's kappa; null for sets, and where both gave one value only
-- column: kappa_low (-1 to 1): lower end of its interval
-- column: kappa_high (-1 to 1): upper end of its interval
-- column: alpha (-1 to 1): Krippendorff's alpha of the two
-- column: alpha_low (-1 to 1): lower end of its interval
-- column: alpha_high (-1 to 1): upper end of its interval
-- column: small: 1 where n is below min_n, else 0
-- print: by, dimension, rater, other, n, share, alpha, kappa
-- label: alpha = Krippendorff's alpha
-- label: other = other rater
-- label: blank = a pair in the other order, or without common texts
-- label: small = fewer than min_n texts that both have rated
-- chart: heat x=other y=rater colour=alpha facet=dimension row=by
with
both_raters as (
    select part, dimension, is_set, item, rater as one, other as another, rater, value
    from rater_pairs
    union all
    select part, dimension, is_set, item, rater, other, other, other_value
    from rater_pairs
),
coefficients as (
    select
        part,
        dimension,
        one,
        another,
        krippendorff_alpha_interval(item, rater, value, $seed, $replicates, $level) as found
    from both_raters
    where not is_set
    group by part, dimension, one, another
    union all
    select
        part,
        dimension,
        one,
        another,
        krippendorff_alpha_sets_interval(item, rater, value, $distance, $seed, $replicates, $level)
    from both_raters
    where is_set
    group by part, dimension, one, another
),
counts as (
    select
        part,
        dimension,
        rater,
        other,
        count(*) as n,
        sum(value = other_value) as agreeing,
        iif(
            max(is_set), null, cohen_kappa_interval(value, other_value, $seed, $replicates, $level)
        ) as kappa
    from rater_pairs
    group by part, dimension, rater, other
)
select
    counts.part as "by",
    counts.dimension,
    rater,
    other,
    n,
    agreeing,
    agreeing * 1.0 / n as share,
    wilson_low(agreeing, n, $level) as share_low,
    wilson_high(agreeing, n, $level) as share_high,
    kappa ->> 'kappa' as kappa,
    kappa ->> 'low' as kappa_low,
    kappa ->> 'high' as kappa_high,
    found ->> 'alpha' as alpha,
    found ->> 'low' as alpha_low,
    found ->> 'high' as alpha_high,
    n < $min_n as small
from counts
join coefficients
    on coefficients.part is counts.part and coefficients.dimension = counts.dimension and one = rater
    and another = other
order by counts.dimension, counts.part is null, counts.part, rater, other;

-- table: values
-- caption: Agreement of all raters about each value
-- grain: one row for each value of --by, dimension and value: the agreement about this value, all others taken as one
-- key: by, dimension, value
-- measure: ours
-- empty: no dimension has one value per text
-- column: by: value of the column that --by names; null without one
-- column: dimension: what was judged; not those with sets
-- column: value: the value
-- column: n (ratings): ratings with this value, of texts with at least two ratings
-- column: units (texts): texts with at least two ratings
-- column: alpha (-1 to 1): Krippendorff's alpha of this value against the others
-- column: alpha_low (-1 to 1): lower end of its interval
-- column: alpha_high (-1 to 1): upper end of its interval
-- column: small: 1 where n is below min_n, else 0
-- print: by, dimension, value, n, units, alpha
-- label: alpha = Krippendorff's alpha
-- label: small = fewer than min_n ratings with the value
-- chart: bar x=value y=alpha low=alpha_low high=alpha_high colour=by facet=dimension named=value
with
comparable as (
    select *
    from rated
    where not is_set and (item, dimension) in (select item, dimension from rated group by 1, 2 having count(*) > 1)
),
found_values as (select distinct part, dimension, value from comparable),
coefficients as (
    select
        found_values.part,
        found_values.dimension,
        found_values.value,
        sum(comparable.value = found_values.value) as n,
        krippendorff_alpha_interval(
            item, rater, comparable.value = found_values.value, $seed, $replicates, $level
        ) as found
    from found_values
    join comparable on comparable.part is found_values.part and comparable.dimension = found_values.dimension
    group by found_values.part, found_values.dimension, found_values.value
)
select
    part as "by",
    dimension,
    value,
    n,
    found ->> 'units' as units,
    found ->> 'alpha' as alpha,
    found ->> 'low' as alpha_low,
    found ->> 'high' as alpha_high,
    n < $min_n as small
from coefficients
order by dimension, part is null, part, n desc, value;

-- table: confusion
-- caption: Values that pairs of raters gave to the same texts
-- grain: one row for each dimension, pair of raters, and pair of values that they gave a text
-- key: dimension, raters, value, other_value
-- measure: ours
-- empty: no dimension has one value per text
-- column: dimension: what was judged; not those with sets
-- column: raters: the two raters, rater / other
-- column: value: what the first one gave
-- column: other_value: what the other one gave
-- column: n (texts): texts with this pair of values
-- column: share (0 to 1): n / the texts to which the first one gave value
-- column: share_low (0 to 1): lower end of its interval (Wilson)
-- column: share_high (0 to 1): upper end of its interval
-- column: small: 1 where the texts to which the first one gave value are fewer than min_n, else 0
-- print: dimension, raters, value, other_value, n, share
-- label: share = share of the texts with the first value
-- label: value = first rater
-- label: other_value = other rater
-- label: blank = no text with these two values
-- label: small = fewer than min_n texts with the first value
-- chart: heat x=other_value y=value colour=share facet=raters only=dimension:culture
with
cells as (
    select dimension, rater, other, value, other_value, count(*) as n
    from rater_pairs
    where not is_set
    group by dimension, rater, other, value, other_value
),
totals as (
    select *, sum(n) over (partition by dimension, rater, other, value) as total
    from cells
)
select
    dimension,
    rater || ' / ' || other as raters,
    value,
    other_value,
    n,
    n * 1.0 / total as share,
    wilson_low(n, total, $level) as share_low,
    wilson_high(n, total, $level) as share_high,
    total < $min_n as small
from totals
order by dimension, rater, other, value, n desc, other_value;
