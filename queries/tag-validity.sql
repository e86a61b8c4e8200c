-- title: Validity of tags against people's labels
-- question: How often are a tagger's values the ones that people gave, value by value?
-- note: The gold standard is the rater that --param gold names; without it the person with the most judgements. With own = yes the
--   samples' own tags are one more tagger, named samples. Two samples with the same text are one text.
-- note: Precision is the part of a tagger's texts with a value that have it by the gold standard, recall the part of the gold
--   standard's texts with the value that the tagger found. Dimensions with several values per text are in report agreement.
-- needs: judgements.tagger+dimension+value
-- parameter: gold (value of judgements.tagger) = null: the rater whose labels are the gold standard
-- parameter: where (condition on judgements) = null: only the judgements that meet it
-- parameter: own (one of yes no) = yes: yes takes the samples' own tags for one more tagger
-- parameter: min_n (integer from 0 to 1000000000) = 30: texts below which a share is flagged as small
-- parameter: seed (integer from 0 to 9007199254740992) = 1: of the resampling
-- parameter: replicates (integer from 100 to 100000) = 2000: resamples
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
judged as (
    select
        item,
        min(sample) as sample,
        tagger,
        kind,
        dimension,
        max(value) as value,
        count(distinct value) as number_of_values
    from judgements
    where {where}
    group by item, tagger, kind, dimension
),
several as (
    select dimension
    from judged
    group by dimension
    having max(number_of_values) <> 1 or min(number_of_values) <> 1
),
gold_rater as (
    select coalesce(
        $gold,
        (select tagger from judged where kind = 'human' group by tagger order by count(*) desc, tagger limit 1)
    ) as name
),
gold as (
    select item, sample, dimension, value
    from judged
    where tagger = (select name from gold_rater) and dimension not in (select dimension from several)
),
own_spellings as (
    select id as sample, 'culture' as dimension, culture as value
    from samples
    where culture is not null and id in (select sample from gold)
    union all
    select id, 'domain', domain
    from samples
    where domain is not null and id in (select sample from gold)
    union all
    select id, 'task', task
    from samples
    where task is not null and id in (select sample from gold)
    union all
    select id, 'language', language_code
    from samples
    where language_code is not null and id in (select sample from gold)
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
compared as (
    select judged.tagger, gold.dimension, gold.item, gold.value as gold_value, judged.value as given
    from gold
    join judged on judged.item = gold.item and judged.dimension = gold.dimension
    where judged.tagger <> (select name from gold_rater)
    union all
    select 'samples', gold.dimension, gold.item, gold.value, own_values.value
    from gold
    join own_values on own_values.sample = gold.sample and own_values.dimension = gold.dimension
    where $own = 'yes'
)

-- caption: Tags against people's labels
-- grain: one row for each dimension and tagger
-- key: dimension, tagger
-- measure: ours
-- empty: no text has both a label of the gold standard and a tag
-- column: dimension: what was judged; not those with several values per text
-- column: tagger: whose values are compared; samples are the samples' own tags
-- column: gold: the rater whose labels are the gold standard
-- column: n (texts): texts with a label and a tag
-- column: agreeing (texts): texts with the same value
-- column: accuracy (0 to 1): agreeing / n
-- column: accuracy_low (0 to 1): lower end of its interval (Wilson)
-- column: accuracy_high (0 to 1): upper end of its interval
-- column: macro_f1 (0 to 1): mean of F1 over the values
-- column: kappa (-1 to 1): Cohen's kappa; null where both gave one value only
-- column: kappa_low (-1 to 1): lower end of its interval, texts resampled
-- column: kappa_high (-1 to 1): upper end of its interval
-- column: small: 1 where n is below min_n, else 0
-- print: dimension, tagger, n, accuracy, macro_f1, kappa
-- label: small = fewer than min_n texts
-- chart: bar x=dimension y=accuracy low=accuracy_low high=accuracy_high colour=tagger
with
tallies as (
    select
        dimension,
        tagger,
        count(*) as n,
        sum(given = gold_value) as agreeing,
        macro_f1(gold_value, given) as macro_f1,
        cohen_kappa_interval(gold_value, given, $seed, $replicates, $level) as kappa
    from compared
    group by dimension, tagger
)
select
    dimension,
    tagger,
    (select name from gold_rater) as gold,
    n,
    agreeing,
    agreeing * 1.0 / n as accuracy,
    wilson_low(agreeing, n, $level) as accuracy_low,
    wilson_high(agreeing, n, $level) as accuracy_high,
    macro_f1,
    kappa ->> 'kappa' as kappa,
    kappa ->> 'low' as kappa_low,
    kappa ->> 'high' as kappa_high,
    n < $min_n as small
from tallies
order by dimension, tagger;

-- table: values
-- caption: Tags against people's labels, value by value
-- grain: one row for each dimension, tagger and value that one of them gave
-- key: dimension, tagger, value
-- measure: ours
-- empty: no text has both a label of the gold standard and a tag
-- column: dimension: what was judged
-- column: tagger: whose values are compared
-- column: value: the value
-- column: n (texts): texts to which the gold standard gives the value
-- column: given (texts): texts to which the tagger gave it
-- column: both (texts): texts to which both gave it
-- column: precision (0 to 1): both / given
-- column: precision_low (0 to 1): lower end of its interval (Wilson)
-- column: precision_high (0 to 1): upper end of its interval
-- column: recall (0 to 1): both / n, the sensitivity
-- column: recall_low (0 to 1): lower end of its interval (Wilson)
-- column: recall_high (0 to 1): upper end of its interval
-- column: f1 (0 to 1): 2 · both / (n + given)
-- column: small: 1 where n or given is below min_n, else 0
-- print: dimension, tagger, value, n, given, precision, recall, f1
-- label: small = fewer than min_n texts with the value
-- chart: bar x=value y=recall low=recall_low high=recall_high colour=tagger facet=dimension named=value
with
mentions as (
    select dimension, tagger, gold_value as value, 1 as is_gold, 0 as is_given, given = gold_value as is_both
    from compared
    union all
    select dimension, tagger, given, 0, 1, 0
    from compared
),
tallies as (
    select dimension, tagger, value, sum(is_gold) as n, sum(is_given) as given, sum(is_both) as both
    from mentions
    group by dimension, tagger, value
)
select
    dimension,
    tagger,
    value,
    n,
    given,
    both,
    both * 1.0 / nullif(given, 0) as precision,
    wilson_low(both, nullif(given, 0), $level) as precision_low,
    wilson_high(both, nullif(given, 0), $level) as precision_high,
    both * 1.0 / nullif(n, 0) as recall,
    wilson_low(both, nullif(n, 0), $level) as recall_low,
    wilson_high(both, nullif(n, 0), $level) as recall_high,
    2.0 * both / (n + given) as f1,
    min(n, given) < $min_n as small
from tallies
order by dimension, tagger, n desc, value;

-- table: confusion
-- caption: Values of the tags against those of the labels
-- grain: one row for each dimension, tagger, value of the gold standard and value of the tagger
-- key: dimension, tagger, gold_value, given
-- measure: ours
-- empty: no text has both a label of the gold standard and a tag
-- column: dimension: what was judged
-- column: tagger: whose values are compared
-- column: gold_value: the value by the gold standard
-- column: given: the tagger's value
-- column: n (texts): texts with these two values
-- column: share (0 to 1): n / the texts with gold_value
-- column: share_low (0 to 1): lower end of its interval (Wilson)
-- column: share_high (0 to 1): upper end of its interval
-- column: small: 1 where the texts with gold_value are fewer than min_n, else 0
-- print: dimension, tagger, gold_value, given, n, share
-- label: share = share of the texts with the label
-- label: gold_value = label
-- label: given = tag
-- label: blank = no such text
-- label: small = fewer than min_n texts with the label
-- chart: heat x=given y=gold_value colour=share facet=tagger only=dimension:culture
with
cells as (
    select dimension, tagger, gold_value, given, count(*) as n
    from compared
    group by dimension, tagger, gold_value, given
),
totals as (
    select *, sum(n) over (partition by dimension, tagger, gold_value) as total
    from cells
)
select
    dimension,
    tagger,
    gold_value,
    given,
    n,
    n * 1.0 / total as share,
    wilson_low(n, total, $level) as share_low,
    wilson_high(n, total, $level) as share_high,
    total < $min_n as small
from totals
order by dimension, tagger, gold_value, n desc, given;
