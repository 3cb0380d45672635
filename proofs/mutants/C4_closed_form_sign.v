(* MUTANT of claim C4: clipped_two_parts with one change: the floor of the negative part is turned into a ceiling.
   This file must NOT compile.  Expected error, inside the proof: "No applicable tactic.". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Clip.
From SeeUPO Require Import theorems.ClippedStep.
Open Scope R_scope.

Lemma clipped_two_parts_mutant : forall eps rho m, 0 <= eps ->
  clipped eps rho m
  = posPart m * Rmin rho (1 + eps) - negPart m * Rmin rho (1 - eps).
Proof.
  intros eps rho m He. unfold clipped, clip, posPart, negPart, Rmin, Rmax.
  destruct (Rle_dec rho (1 + eps)); destruct (Rle_dec 0 m);
  repeat destruct (Rle_dec _ _); nra.
Qed.
