(* MUTANT of claim D1: D1_forward_sweep_improves with one change: the neighbourhood holds the new policy, not the old one.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Improvement.
Open Scope R_scope.

Theorem D1_forward_sweep_improves_mutant : forall G U D old new,
  wellFormed G -> isPolicy G new ->
  driftAndNeighbourhood G U D new -> mirrorStep G U D old new ->
  expectedReturn G old <= expectedReturn G new.
Proof.
  intros G U D old new HG Hnew HD Hm.
  apply (D2_forward_no_history_loses G U D); try assumption. apply node_root.
Qed.
