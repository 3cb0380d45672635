(* MUTANT of claim A1: A1_chance_terms_centred with one change: a policy that need not play the chance moves as the game has them.
   This file must NOT compile.  Expected error, inside the proof: "illegal application". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Advantage.
Open Scope R_scope.

Theorem A1_chance_terms_centred_mutant : forall G pol pol' n h,
  wellFormed G -> node G (S n) h -> isPolicy G pol -> isDist (moves G h) (pol' h) ->
  mean (moves G h) (pol' h) (chanceTerm G pol n h) = 0.
Proof.
  intros G pol pol' n h HG Hn Hp Hp'. unfold chanceTerm.
  pose proof (Hp n h Hn) as E. pose proof (Hp' n h Hn) as E'.
  unfold admissible in E, E'. destruct (chance G h) as [c|] eqn:Hc.
  - rewrite (mean_dist_ext _ _ (pol h)).
    + apply A2_centring. apply (policy_dist G pol n h HG Hp Hn).
    + intros a Ha. rewrite (E a Ha), (E' a Ha). reflexivity.
  - apply mean_zero.
Qed.
