-- title: What the head of each sub-community does to the others
-- question: How well does the head of each sub-community rank the test pairs of each sub-community?
-- note: `cultivar preferences evaluate` has trained the heads and stored how many pairs of each test user they rank right.
-- note: gain is paired: the head against the reference on the same pairs. It is positive where the head serves the
--   sub-community better than the reference, and negative where it harms it.
-- note: Users are clusters, and intervals are Student's with an error by user; that of a share is on the logit scale.
--   Under 30 pairs or 5 users there is none, and small is 1. p_holm is adjusted for all rows of a selection by Holm.
-- needs: evaluations.pairs
-- parameter: selection (value of evaluations.selection) = scpo: what the heads of the matrix were trained on
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- caption: Gain of the head of each sub-community on the test pairs of each
-- grain: one row for each head and sub-community
-- key: model, culture
-- measure: paper
-- empty: no head was trained on such pairs
-- column: model: the sub-community that the head was trained on
-- column: culture: the sub-community whose test pairs it ranks
-- column: n (pairs): test pairs of the sub-community
-- column: users (users): users with a test pair
-- column: start (0 to 1): share of the pairs that the reference ranks right
-- column: accuracy (0 to 1): share of the pairs that the head ranks right
-- column: accuracy_low (0 to 1): lower end of its interval
-- column: accuracy_high (0 to 1): upper end of its interval
-- column: gain (difference of shares): accuracy - start
-- column: gain_low (difference of shares): lower end of its interval
-- column: gain_high (difference of shares): upper end of its interval
-- column: small: 1 under 30 pairs or 5 users, else 0
-- print: model, culture, n, users, start, accuracy, gain
-- label: model = head of
-- label: culture = test pairs of
-- label: gain = gain over the reference
-- label: small = fewer than 30 pairs or 5 users
-- chart: heat x=culture y=model colour=gain
with
cells as (
    select
        model_culture,
        culture,
        sum(pairs) as n,
        count(*) as users,
        sum(reference_correct) * 1.0 / sum(pairs) as start,
        pair_accuracy(correct, pairs, $level) as accuracy,
        paired_gain(reference_correct, correct, pairs, $level) as gain
    from evaluations
    where selection = $selection
    group by model_culture, culture
)
select
    model_culture as model,
    culture,
    n,
    users,
    start,
    accuracy ->> 'share' as accuracy,
    accuracy ->> 'low' as accuracy_low,
    accuracy ->> 'high' as accuracy_high,
    gain ->> 'difference' as gain,
    gain ->> 'low' as gain_low,
    gain ->> 'high' as gain_high,
    accuracy ->> 'small' as small
from cells
order by model_culture, culture;

-- table: gains
-- caption: Gain of the heads on their own sub-communities
-- grain: one row for each selection and sub-community: its own head
-- key: selection, culture
-- measure: paper
-- empty: no head was trained
-- column: selection: the pairs that the head was trained on and their weights
-- column: culture: the sub-community
-- column: n (pairs): its test pairs
-- column: users (users): users with a test pair
-- column: start (0 to 1): share of the pairs that the reference ranks right
-- column: accuracy (0 to 1): share of the pairs that its own head ranks right
-- column: gain (difference of shares): accuracy - start, paired
-- column: gain_low (difference of shares): lower end of its interval
-- column: gain_high (difference of shares): upper end of its interval
-- column: p (0 to 1): two-sided p-value of the gain
-- column: p_holm (0 to 1): p adjusted for the sub-communities of the selection by Holm's method
-- column: length_share (0 to 1): share of the pairs whose chosen response is the longer one
-- column: edited (0 to 1): share of the pairs with d0 < 0 that the head ranks right; the reference ranks none of them right
-- column: others (0 to 1): mean accuracy of the head on the other sub-communities
-- column: damage (difference of shares): mean gain of the head on the other sub-communities; negative where it harms them
-- column: gap (difference of shares): gain - damage
-- column: small: 1 under 30 pairs or 5 users, else 0
-- print: selection, culture, n, start, accuracy, gain, p_holm, others, damage
-- label: gain = gain over the reference
-- label: culture = sub-community
-- label: selection = training pairs
-- label: small = fewer than 30 pairs or 5 users
-- chart: bar x=culture y=gain low=gain_low high=gain_high colour=selection
with
cells as (
    select
        selection,
        model_culture,
        culture,
        sum(pairs) as n,
        count(*) as users,
        sum(correct) * 1.0 / sum(pairs) as accuracy,
        sum(reference_correct) * 1.0 / sum(pairs) as start,
        sum(length_correct) * 1.0 / sum(pairs) as length_share,
        sum(edited_correct) * 1.0 / nullif(sum(edited_pairs), 0) as edited,
        paired_gain(reference_correct, correct, pairs, $level) as gain
    from evaluations
    group by selection, model_culture, culture
),
others as (
    select selection, model_culture, avg(accuracy) as others, avg(accuracy - start) as damage
    from cells
    where culture <> model_culture
    group by selection, model_culture
),
ranked as (
    select
        selection,
        culture,
        gain ->> 'p' as p,
        row_number() over (partition by selection order by gain ->> 'p') as p_rank,
        count(*) over (partition by selection) as tests
    from cells
    where culture = model_culture and gain ->> 'p' is not null
),
adjusted as (
    select
        selection,
        culture,
        min(1.0, max(p * (tests - p_rank + 1)) over (partition by selection order by p)) as p_holm
    from ranked
)
select
    cells.selection,
    cells.culture,
    n,
    users,
    start,
    accuracy,
    gain ->> 'difference' as gain,
    gain ->> 'low' as gain_low,
    gain ->> 'high' as gain_high,
    gain ->> 'p' as p,
    p_holm,
    length_share,
    edited,
    others,
    damage,
    (gain ->> 'difference') - damage as gap,
    gain ->> 'small' as small
from cells
left join others on others.selection = cells.selection and others.model_culture = cells.model_culture
left join adjusted on adjusted.selection = cells.selection and adjusted.culture = cells.culture
where cells.culture = cells.model_culture
order by cells.selection, cells.culture;

-- table: average
-- caption: Mean accuracy of the heads on their own sub-communities and on the others
-- grain: one row for each selection: unweighted means over the sub-communities, as the paper averages
-- key: selection
-- measure: paper
-- empty: no head was trained
-- column: selection: the pairs that the heads were trained on and their weights
-- column: n (sub-communities): sub-communities with a head
-- column: pairs (pairs): their test pairs
-- column: start (0 to 1): mean accuracy of the reference
-- column: own (0 to 1): mean accuracy of each head on its own sub-community
-- column: gain (difference of shares): own - start
-- column: others (0 to 1): mean accuracy of each head on the others
-- column: edited (0 to 1): mean accuracy on the own pairs with d0 < 0
-- column: length_share (0 to 1): mean accuracy of the length baseline
-- print: selection, n, pairs, start, own, gain, others, edited, length_share
-- label: both = mean accuracy
-- label: own = own sub-community
-- label: others = other sub-communities
-- label: selection = training pairs
-- chart: bar x=selection y=own y2=others
with
cells as (
    select
        selection,
        model_culture,
        culture,
        sum(pairs) as pairs,
        sum(correct) * 1.0 / sum(pairs) as accuracy,
        sum(reference_correct) * 1.0 / sum(pairs) as start,
        sum(length_correct) * 1.0 / sum(pairs) as length_share,
        sum(edited_correct) * 1.0 / nullif(sum(edited_pairs), 0) as edited
    from evaluations
    group by selection, model_culture, culture
),
others as (
    select selection, model_culture, avg(accuracy) as others
    from cells
    where culture <> model_culture
    group by selection, model_culture
)
select
    cells.selection,
    count(*) as n,
    sum(pairs) as pairs,
    avg(start) as start,
    avg(accuracy) as own,
    avg(accuracy) - avg(start) as gain,
    avg(others) as others,
    avg(edited) as edited,
    avg(length_share) as length_share
from cells
left join others on others.selection = cells.selection and others.model_culture = cells.model_culture
where cells.culture = cells.model_culture
group by cells.selection
order by cells.selection;
