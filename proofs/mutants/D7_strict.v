(* MUTANT of claim D7: D7_safeguarded_step_improves with one change: strict improvement.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Sequential.
From SeeUPO Require Import theorems.JointRatio.
Open Scope R_scope.

Theorem D7_safeguarded_step_improves_mutant : forall G eps old proposals,
  wellFormed G -> isPolicy G old ->
  Forall (fun new => isPolicy G new /\ covers G old new) proposals ->
  expectedReturn G old < expectedReturn G (safeguard G eps old proposals).
Proof.
  intros G eps old proposals HG Ho H.
  induction H as [|new rest [Hnew Hc] _ IH]; simpl; [lra|].
  destruct (Rle_dec _ _) as [Hs|_]; [|exact IH].
  apply (D5_nonnegative_surrogate_is_safe G eps); assumption.
Qed.
