(** Closed instances of family E on the game of ThreeLevel.v. *)
From Coq Require Import Reals List QArith Qreals Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Rational.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.Drifts theorems.KLRate theorems.UniformStart theorems.EuclideanRate.
From SeeUPO Require Import theorems.RationalBridge theorems.SweepCheck
  instances.ThreeLevel instances.Identities instances.Improvement.
Open Scope R_scope.

(** J* of the game: contexts 0 and 1 pay 3 and 2 at best. *)
Lemma J_star : optimalReturn G3 = 7 / 3.
Proof.
  unfold optimalReturn. simpl. unfold mean. simpl. unfold toDist, row, Q2R, Rmax. simpl.
  repeat destruct (Rle_dec _ _); lra.
Qed.

Example E1_instance : expectedReturn G3 greedyAfter = 7 / 3.
Proof. rewrite <- J_star. exact (E1_greedy_sweep G3 before 3 [] game3_ok old3_ok (node_root G3)). Qed.

Example E1_against_every_policy : forall pol, isPolicy G3 pol ->
  expectedReturn G3 pol <= expectedReturn G3 greedyAfter.
Proof.
  intros pol Hp.
  apply (E1_one_reverse_sweep_is_optimal G3 greedyAfter game3_ok); [|exact Hp|apply node_root].
  intros n h Hn. destruct (greedy_mirror n h Hn) as [Hadm Hmax]. split; [exact Hadm|].
  intros q Hq. specialize (Hmax q Hq). unfold noDrift in Hmax. cbv beta in Hmax. lra.
Qed.

(** Forward sweeps: three suffice (horizon 3, the context included). *)
Definition forwardRun (k : nat) : policy :=
  iterate (forwardSweep G3 (greedyRule G3)) k before.

Example E2_instance : expectedReturn G3 (forwardRun 3) = 7 / 3.
Proof.
  assert (Inv : forall k, isPolicy G3 (forwardRun k)).
  { induction k as [|k IH]; [exact old3_ok|]. apply (forward_policy (forwardRun k) IH). }
  rewrite <- J_star. apply (E2_horizon_sweeps_suffice G3 forwardRun game3_ok Inv).
  - intros k n h Hn. destruct (forward_policy (forwardRun k) (Inv k)) as [_ Hm].
    destruct (Hm n h Hn) as [Hadm Hmax]. split; [exact Hadm|].
    intros q Hq. specialize (Hmax q Hq). unfold noDrift in Hmax. cbv beta in Hmax.
    change (forwardRun (S k) h)
      with (forwardSweep G3 (greedyRule G3) (forwardRun k) h). lra.
  - apply le_n.
Qed.

(** A fixed point of mirror steps with the squared Euclidean drift. *)
Example E3_instance : expectedReturn G3 greedyAfter = 7 / 3.
Proof.
  assert (Hp : isPolicy G3 greedyAfter) by (intros n h Hn; apply (greedy_mirror n h Hn)).
  rewrite <- J_star.
  apply (E3_fixed_points_are_optimal G3 greedyAfter (admissible G3)
    (fun n h q => squaredDistance (moves G3 h) (greedyAfter h) q) game3_ok Hp);
    [| |apply node_root].
  - intros n h Hn. pose proof (policy_dist G3 greedyAfter n h game3_ok Hp Hn) as Hd. split.
    + intros q Hq. exists 1. split; [lra|]. intros s Hs.
      pose proof (Hp n h Hn) as Ha. unfold admissible in *. destruct (chance G3 h) as [c|].
      * intros a Hin. unfold towards. rewrite (Ha a Hin), (Hq a Hin). ring.
      * apply towards_isDist; [assumption..|lra].
    + destruct (C3_squared_distance_is_valid_drift (moves G3 h) (greedyAfter h)) as [D1 [D2 D3]].
      split; [|split; [exact D2|]].
      * intros q Hq. apply D1. apply (admissible_dist G3 n h); [exact game3_ok|exact Hn|exact Hq].
      * intros q Hq. apply D3. apply (admissible_dist G3 n h); [exact game3_ok|exact Hn|exact Hq].
  - intros n h q Hn Hq. destruct (greedy_mirror n h Hn) as [_ Hmax].
    specialize (Hmax q Hq). unfold noDrift in Hmax. cbv beta in Hmax.
    assert (0 <= squaredDistance (moves G3 h) (greedyAfter h) q)
      by (apply sum_nonneg; intros; apply square_nonneg).
    rewrite value_step. lra.
Qed.

Example E3_ratio_box_instance :
  hasRoom (isDist (moves G3 [0]%nat))
    (ratioBox (moves G3 [0]%nat) (Q2R eps3) (before [0]%nat)) (before [0]%nat).
Proof.
  apply E3_ratio_box_has_room; [exact eps3_positive| |].
  - apply (policy_dist G3 before 1 [0]%nat); [exact game3_ok|exact old3_ok|exact node_context].
  - intros a Ha. exact (old3_full 1%nat [0]%nat a node_context Ha).
Qed.

(** E6 from the uniform policy: T = 2 decisions, N = 2 moves. *)
Definition uniform3 : policy := toPolicy (fun h => row (lookup [1 # 2; 1 # 2]
  [ ([]%nat, [1 # 3; 2 # 3]) ] h)).

Lemma uniform3_ok : isPolicy G3 uniform3.  Proof. unfold uniform3, G3. check_game. Qed.
Lemma uniform3_full : fullSupport G3 uniform3.  Proof. unfold uniform3, G3. check_game. Qed.
Lemma uniform3_uniform : startsUniform G3 uniform3.
Proof.
  intros n [|c h] Hn Hc a Ha; [discriminate|].
  unfold uniform3, toPolicy, toDist, uniform. destruct Ha as [<-|[<-|[]]];
  unfold row; simpl; unfold Q2R; simpl; lra.
Qed.
Lemma greedy_is_policy : isPolicy G3 greedyAfter.
Proof. intros n h Hn. apply (greedy_mirror n h Hn). Qed.

Example E6_reverse_instance : forall K : nat,
  INR K * (expectedReturn G3 greedyAfter
           - expectedReturn G3 (iterate (reverseSweep G3 (klRule G3 (1/2))) K uniform3))
  <= 1/2 * along G3 greedyAfter (fun _ x => klAt G3 greedyAfter uniform3 x) 3 [].
Proof.
  intros K. apply (E6_reverse_rate G3 (1/2) uniform3 greedyAfter);
    [exact game3_ok|lra|exact uniform3_ok| |exact greedy_is_policy|apply node_root].
  intros n h a Hn _ Ha. exact (uniform3_full n h a Hn Ha).
Qed.

Example E6_uniform_instance : forall K, (K > 0)%nat ->
  7 / 3 - expectedReturn G3 (iterate (reverseSweep G3 (klRule G3 (1/2))) K uniform3)
  <= 1/2 * INR 2 * ln (INR 2) / INR K.
Proof.
  intros K HK. rewrite <- J_star.
  apply (E6_uniform_start G3 (1/2) uniform3 greedyAfter K 2 2);
    [exact game3_ok|lra|exact uniform3_ok|exact uniform3_uniform|exact greedy_is_policy
    |rewrite J_star; exact E1_instance|exact HK|lia| |].
  - intros path Hr. destruct Hr as [a [_ [b [_ [c [_ ->]]]]]].
    unfold decisionsOn. simpl. unfold isDecision. simpl. lra.
  - intros n h _. simpl. lia.
Qed.

Example E6_forward_instance : forall K : nat,
  let run := iterate (forwardSweep G3 (klRule G3 (1/2))) K uniform3 in
  INR K * (expectedReturn G3 greedyAfter - expectedReturn G3 run)
  <= 1/2 * along G3 greedyAfter (fun _ x => klAt G3 greedyAfter uniform3 x) 3 []
     + along G3 greedyAfter (fun m x => mean (moves G3 x) (greedyAfter x) (fun a =>
         value G3 run m (a :: x) - value G3 uniform3 m (a :: x))) 3 [].
Proof.
  intros K. apply (E6_forward_rate G3 (1/2) uniform3 greedyAfter);
    [exact game3_ok|lra|exact uniform3_ok| |exact greedy_is_policy|apply node_root].
  intros n h a Hn _ Ha. exact (uniform3_full n h a Hn Ha).
Qed.

Example E6e_instance : forall K : nat,
  INR K * (expectedReturn G3 greedyAfter
           - expectedReturn G3 (iterate (reverseSweep G3 (euclideanRule G3 (1/2))) K before))
  <= (1/2) / 2 * along G3 greedyAfter (fun _ x => squaredDistanceAt G3 greedyAfter before x) 3 [].
Proof.
  intros K. apply (E6e_projection_sweeps_rate G3 (1/2) before greedyAfter);
    [exact game3_ok|lra|exact old3_ok|exact greedy_is_policy|apply node_root].
Qed.
