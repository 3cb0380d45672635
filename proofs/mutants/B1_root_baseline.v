(* MUTANT of claim B1: B1_return_minus_value_unbiased with one change: the baseline is the value of the root.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Group.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.GroupEstimators.
Open Scope R_scope.

Theorem B1_return_minus_value_unbiased_mutant : forall G pol n h a,
  wellFormed G -> isPolicy G pol -> node G (S n) h -> In a (moves G h) ->
  expect G pol n (a :: h) (fun path => reward G path - expectedReturn G pol)
  = advantage G pol n h a.
Proof.
  intros G pol n h a HG Hp Hn Ha. rewrite expect_sub.
  rewrite (expect_const G pol n 0 _ _ HG Hp); [reflexivity|].
  rewrite Nat.add_0_r. apply node_child; assumption.
Qed.
