(* MUTANT of claim D7: D7_safeguarded_run_improves with one change: the proposals may play moves that the samples never show.
   This file must NOT compile.  Expected error, inside the proof: "cannot unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Sequential.
From SeeUPO Require Import theorems.JointRatio.
Open Scope R_scope.

Theorem D7_safeguarded_run_improves_mutant :
  forall G eps (class : policy -> Prop) (propose : policy -> list policy) start,
  wellFormed G ->
  (forall pol, class pol -> isPolicy G pol) ->
  (forall pol, class pol ->
     Forall (fun new => class new /\ covers G new new) (propose pol)) ->
  class start ->
  let run := fun k => iterate (fun pol => safeguard G eps pol (propose pol)) k start in
  forall k, class (run k) /\
            expectedReturn G (run k) <= expectedReturn G (run (S k)).
Proof.
  intros G eps class propose start HG Hpol Hprop Hstart run.
  assert (In_class : forall k, class (run k)).
  { induction k as [|k IH]; [exact Hstart|]. unfold run. simpl.
    apply safeguard_result; [exact IH|].
    eapply Forall_impl; [|apply (Hprop _ IH)]. intros new [Hc _]. exact Hc. }
  intros k. split; [apply In_class|]. unfold run at 2. simpl.
  apply D7_safeguarded_step_improves; [exact HG|apply Hpol, In_class|].
  eapply Forall_impl; [|apply (Hprop _ (In_class k))].
  intros new [Hcl Hc]. split; [apply Hpol; exact Hcl|exact Hc].
Qed.
