(* MUTANT of claim B4a: B4a_reinforce_direction with one change: the score has mean 1.
   This file must NOT compile.  Expected error, inside the proof: "not a valid ring equation". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.MultiTurnBaseline.
Open Scope R_scope.

Theorem B4a_reinforce_direction_mutant : forall G pol s n h,
  wellFormed G -> isPolicy G pol -> node G (S n) h ->
  mean (moves G h) (pol h) s = 1 ->
  mean (moves G h) (pol h) (fun a =>
    s a * expect G pol n (a :: h) (jointAdvantage G pol))
  = mean (moves G h) (pol h) (fun a => s a * advantage G pol n h a).
Proof.
  intros G pol s n h HG Hp Hn Hs.
  rewrite (mean_ext _ _ _ (fun a => s a * advantage G pol n h a
    + (value G pol (S n) h - expectedReturn G pol) * s a)).
  - rewrite mean_add, mean_scal, Hs. ring.
  - intros a Ha.
    rewrite <- (B4_offset_depends_on_history_only G pol n h a) by assumption. ring.
Qed.
