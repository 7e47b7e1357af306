//! The form's choices, with what is ticked.

use vocabulary::{
    Feature, FeatureGroup, Kind, Language, Phase, Population, PopulationGroup, Set, Stage, Word,
};

use crate::form::{AGES, Far, FindForm, Wrong};
use crate::view::needs_of;
use crate::words::Words;

/// One box or button.
pub(crate) struct Choice {
    pub(crate) code: &'static str,
    pub(crate) label: String,
    pub(crate) on: bool,
}

/// The needs of one phase.
pub(crate) struct PhaseChoices {
    pub(crate) label: &'static str,
    /// What belongs here, since all but the first are folded.
    pub(crate) explain: &'static str,
    pub(crate) needs: Vec<NeedChoice>,
    pub(crate) on: usize,
    pub(crate) open: bool,
}

/// A need on the form.
pub(crate) struct NeedChoice {
    pub(crate) code: &'static str,
    pub(crate) label: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) on: bool,
    /// Whether it matters most.
    pub(crate) first: bool,
}

/// Choices under one heading. What is asked before and at the door stands open; what comes later is folded
/// unless something in it is ticked.
pub(crate) struct StageChoices {
    pub(crate) label: &'static str,
    pub(crate) choices: Vec<Choice>,
    pub(crate) on: usize,
    pub(crate) open: bool,
}

/// A folded part of the form that is optional.
pub(crate) struct Section {
    /// The field's name.
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) radio: bool,
    pub(crate) groups: Vec<Group>,
    pub(crate) on: usize,
    pub(crate) open: bool,
}

/// Choices that belong together.
pub(crate) struct Group {
    pub(crate) label: String,
    pub(crate) choices: Vec<Choice>,
}

pub(crate) fn phases(form: &FindForm, wrong: &[Wrong], w: Words) -> Vec<PhaseChoices> {
    let refused = wrong.iter().any(|one| one.field == "need");
    let need = |need: vocabulary::Need| NeedChoice {
        code: need.code(),
        label: need.label(w.0),
        hint: need.hint(w.0),
        on: form.needs.contains(need),
        first: form.first == Some(need),
    };
    let of = |phase: Phase| {
        let needs: Vec<NeedChoice> = needs_of(phase).map(need).collect();
        let on = needs.iter().filter(|need| need.on || need.first).count();
        let open = phase == Phase::IMMEDIATE || on > 0 || refused;
        PhaseChoices { label: phase.label(w.0), explain: phase.explain(w.0), needs, on, open }
    };
    Phase::all().map(of).collect()
}

pub(crate) fn fars(form: &FindForm, w: Words) -> Vec<Choice> {
    Far::ALL
        .into_iter()
        .map(|far| Choice { code: far.code(), label: far.label(w), on: form.far == far })
        .collect()
}

pub(crate) fn stages(form: &FindForm, wrong: &[Wrong], w: Words) -> Vec<StageChoices> {
    let refused = wrong.iter().any(|one| one.field == "cannot");
    let of = |stage: Stage| {
        let kinds = Kind::all().filter(|kind| kind.stage() == stage);
        let choices: Vec<Choice> = kinds
            .map(|kind| Choice {
                code: kind.code(),
                label: kind.question(w.0).to_owned(),
                on: form.cannot.contains(kind),
            })
            .collect();
        let on = choices.iter().filter(|choice| choice.on).count();
        let early = matches!(stage, Stage::Contact | Stage::Eligibility);
        StageChoices { label: stage.label(w.0), choices, on, open: early || on > 0 || refused }
    };
    Stage::ALL.into_iter().map(of).collect()
}

pub(crate) fn sections(form: &FindForm, known: Set<Language>, wrong: &[Wrong], w: Words) -> Vec<Section> {
    let section = |name: &'static str, label: String, hint: String, groups: Vec<Group>| {
        let ticked = |choice: &&Choice| choice.on && !choice.code.is_empty();
        let on = groups.iter().flat_map(|group| &group.choices).filter(ticked).count();
        let open = on > 0 || wrong.iter().any(|one| one.field == name);
        Section { name, label, hint, radio: name == "age", groups, on, open }
    };
    vec![
        section("speaks", w.t("find-speaks"), w.t("find-speaks-hint"), vec![speaks(form, known, w)]),
        section("with", w.t("find-with"), w.t("find-with-hint"), vec![with(form, w)]),
        section("must", w.t("find-must"), w.t("find-must-hint"), must(form, w)),
        section("age", w.t("find-age"), w.t("find-age-hint"), vec![age(form, w)]),
        section("pop", w.t("find-pop"), w.t("find-pop-hint"), populations(form, w)),
    ]
}

fn speaks(form: &FindForm, known: Set<Language>, w: Words) -> Group {
    // English and Spanish stand first in the vocabulary.
    let on_top = Language::all().take(2).collect::<Set<_>>();
    let choice = |language: Language| {
        let (own, label) = (language.own_name(), language.label(w.0));
        let label = if own == label { label.to_owned() } else { format!("{own} · {label}") };
        Choice { code: language.code(), label, on: form.speaks.contains(language) }
    };
    let choices = on_top.union(known).union(form.speaks).iter().map(choice).collect();
    Group { label: w.t("find-speaks"), choices }
}

fn with(form: &FindForm, w: Words) -> Group {
    let choices = vec![
        Choice { code: "children", label: w.t("with-children"), on: form.children },
        Choice { code: "pets", label: w.t("with-pets"), on: form.pets },
        Choice { code: "partner", label: w.t("with-partner"), on: form.partner },
    ];
    Group { label: w.t("find-with"), choices }
}

fn age(form: &FindForm, w: Words) -> Group {
    let label = |age: &str| match age {
        "0-17" => w.t("age-minor"),
        "18-24" => w.t("age-young"),
        "25-59" => w.t("age-adult"),
        "60+" => w.t("age-older"),
        _ => w.t("age-not-said"),
    };
    let choices = AGES.into_iter().map(|age| Choice { code: age, label: label(age), on: form.age == age });
    Group { label: w.t("find-age"), choices: choices.collect() }
}

fn must(form: &FindForm, w: Words) -> Vec<Group> {
    let choice = |feature: Feature| Choice {
        code: feature.code(),
        label: feature.label(w.0).to_owned(),
        on: form.must.contains(feature),
    };
    let of = |group: FeatureGroup| Group {
        label: group.label(w.0).to_owned(),
        choices: Feature::all().filter(|feature| feature.group() == group).map(choice).collect(),
    };
    FeatureGroup::ALL.into_iter().map(of).collect()
}

fn populations(form: &FindForm, w: Words) -> Vec<Group> {
    let choice = |population: Population| Choice {
        code: population.code(),
        label: population.label(w.0).to_owned(),
        on: form.populations.contains(population),
    };
    let of = |group: PopulationGroup| Group {
        label: group.label(w.0).to_owned(),
        choices: Population::all().filter(|population| population.group() == group).map(choice).collect(),
    };
    PopulationGroup::ALL.into_iter().map(of).collect()
}
