(* MUTANT of claim B4: B4_offset_depends_on_history_only with one change: the offset is claimed to be zero.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.MultiTurnBaseline.
Open Scope R_scope.

Theorem B4_offset_depends_on_history_only_mutant : forall G pol n h a,
  wellFormed G -> isPolicy G pol -> node G (S n) h -> In a (moves G h) ->
  expect G pol n (a :: h) (jointAdvantage G pol) - advantage G pol n h a
  = 0.
Proof.
  intros. rewrite joint_advantage_mean by assumption. unfold advantage. lra.
Qed.
